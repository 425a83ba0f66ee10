//! The command line: see [`cli`].

mod cli;

/// Gives memory back to the system some seconds after a large page is done: with glibc's, a server that once saw large
/// pages keeps what they took.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
