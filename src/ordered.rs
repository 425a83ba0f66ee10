//! Work shared among threads whose results come out in order, in bounded memory and without barriers.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Finished results that wait for an earlier one weigh no more than this, in bytes, before threads wait.
const MAX_WAITING: usize = 32 << 20;
/// What a waiting result weighs beside its own bytes.
const OVERHEAD: usize = 128;

/// A computation over a stream of items.
pub struct Ordered<Begin, Work, Weigh> {
    /// How many threads work; at least one does.
    pub threads: usize,
    /// What each thread begins with: its own memory.
    pub begin: Begin,
    /// From an item to its result.
    pub work: Work,
    /// The bytes that a result takes.
    pub weigh: Weigh,
}

/// Where items come from: whoever is free takes the next, so that reading needs no thread of its own.
struct Source<Items> {
    items: Items,
    taken: u64,
}

struct Waiting<T> {
    results: BTreeMap<u64, T>,
    bytes: usize,
    /// The first result that is not written.
    next: u64,
    /// Whether a thread is writing: there is only ever one.
    is_written: bool,
    /// Whether writing failed, so that nothing else makes sense.
    is_stopped: bool,
}

impl<Begin, Work, Weigh> Ordered<Begin, Work, Weigh> {
    /// Works through all items; gives the results to `write` one at a time, in the order of the items, and stops at its
    /// first error.
    ///
    /// # Errors
    /// That of `write`.
    pub fn run<Item, State, T, E>(
        &self,
        items: impl Iterator<Item = Item> + Send,
        write: impl FnMut(T) -> Result<(), E> + Send,
    ) -> Result<(), E>
    where
        Begin: Fn() -> State + Sync,
        Work: Fn(&mut State, Item) -> T + Sync,
        Weigh: Fn(&T) -> usize + Sync,
        T: Send,
        E: Send,
    {
        let source = Mutex::new(Source { items, taken: 0 });
        let sink = Sink::new(write);
        let one = || {
            let _stop = StopOnPanic(&sink);
            let mut state = (self.begin)();
            loop {
                // The lock ends with the statement: the next thread reads while this one works.
                let taken = take(&mut locked(&source));
                let Some((index, item)) = taken else { break };
                let result = (self.work)(&mut state, item);
                let bytes = (self.weigh)(&result) + OVERHEAD;
                if !sink.put(index, result, bytes, &self.weigh) {
                    break;
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.threads {
                scope.spawn(one);
            }
            one();
        });
        sink.outcome()
    }
}

fn take<Items: Iterator>(source: &mut Source<Items>) -> Option<(u64, Items::Item)> {
    let item = source.items.next()?;
    source.taken += 1;
    Some((source.taken - 1, item))
}

/// A thread that panicked has ended the run already; what it held is not used again.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Without the result of a thread that panicked the others would wait for ever.
struct StopOnPanic<'a, T, Write, E>(&'a Sink<T, Write, E>);

impl<T, Write, E> Drop for StopOnPanic<'_, T, Write, E> {
    fn drop(&mut self) {
        if thread::panicking() {
            locked(&self.0.waiting).is_stopped = true;
            self.0.moved.notify_all();
        }
    }
}

struct Sink<T, Write, E> {
    waiting: Mutex<Waiting<T>>,
    moved: Condvar,
    write: Mutex<(Write, Result<(), E>)>,
}

impl<T, E, Write: FnMut(T) -> Result<(), E>> Sink<T, Write, E> {
    fn new(write: Write) -> Sink<T, Write, E> {
        let results = BTreeMap::new();
        let waiting = Waiting { results, bytes: 0, next: 0, is_written: false, is_stopped: false };
        Sink { waiting: Mutex::new(waiting), moved: Condvar::new(), write: Mutex::new((write, Ok(()))) }
    }

    /// Takes a result, and writes all whose turn it is. False says that nothing more is wanted.
    fn put(&self, index: u64, result: T, bytes: usize, weigh: &impl Fn(&T) -> usize) -> bool {
        let mut waiting = locked(&self.waiting);
        // The result that all others wait for is never held up.
        while waiting.bytes > MAX_WAITING && index != waiting.next && !waiting.is_stopped {
            waiting = self.moved.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        waiting.bytes += bytes;
        waiting.results.insert(index, result);
        while !waiting.is_written && !waiting.is_stopped {
            let next = waiting.next;
            let Some(result) = waiting.results.remove(&next) else { break };
            waiting.is_written = true;
            waiting.bytes -= weigh(&result) + OVERHEAD;
            drop(waiting);
            let is_written = self.write(result);
            waiting = locked(&self.waiting);
            waiting.is_written = false;
            waiting.next += 1;
            waiting.is_stopped |= !is_written;
            self.moved.notify_all();
        }
        !waiting.is_stopped
    }

    fn write(&self, result: T) -> bool {
        let (write, outcome) = &mut *locked(&self.write);
        *outcome = write(result);
        outcome.is_ok()
    }

    fn outcome(self) -> Result<(), E> {
        self.write.into_inner().unwrap_or_else(PoisonError::into_inner).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(threads: usize, count: u64, last: u64) -> (Vec<u64>, Result<(), u64>) {
        let mut written = Vec::new();
        let ordered = Ordered {
            threads,
            begin: || 0,
            // Work of uneven length, so that results come out of order.
            work: |_: &mut u64, item: u64| {
                (0..item % 7 * 1000).fold(item, |sum, i| std::hint::black_box(sum + i - i))
            },
            weigh: |_: &u64| 1 << 20,
        };
        let outcome = ordered.run(0..count, |item| {
            written.push(item);
            if item == last { Err(item) } else { Ok(()) }
        });
        (written, outcome)
    }

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [1, 2, 9] {
            assert_eq!(run(threads, 3000, u64::MAX), ((0..3000).collect(), Ok(())));
            assert_eq!(run(threads, 0, 0), (vec![], Ok(())));
        }
    }

    #[test]
    fn threads_work_at_the_same_time() {
        let (arrived, both) = (Mutex::new(0), Condvar::new());
        let ordered = Ordered {
            threads: 2,
            begin: || (),
            // Each item waits for the other, which takes another thread.
            work: |(): &mut (), _: u64| {
                *locked(&arrived) += 1;
                both.notify_all();
                let far_too_long = std::time::Duration::from_secs(60);
                let waited = both.wait_timeout_while(locked(&arrived), far_too_long, |arrived| *arrived < 2);
                !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
            },
            weigh: |_: &bool| 1,
        };
        let met =
            ordered.run(0..2_u64, |met| if met { Ok(()) } else { Err("the other item was not worked on") });
        assert_eq!(met, Ok(()));
    }

    #[test]
    fn the_first_failure_to_write_ends_the_run() {
        for threads in [1, 2, 9] {
            assert_eq!(run(threads, 3000, 70), ((0..=70).collect(), Err(70)));
        }
    }
}
