//! The same bytes come out with any number of threads.

use crate::run;

#[test]
fn threads_do_not_change_the_output() {
    let one = run("extract data/pages -j 1");
    for threads in [2, 8] {
        assert_eq!(run(&format!("extract data/pages -j {threads}")), one);
    }
}
