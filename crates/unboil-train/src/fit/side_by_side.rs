//! Fits side by side: each in a thread of its own, where the optimiser runs, and one pass over the rows for all that they
//! ask at a time. Rows are far more than caches hold: read once for all, ten regressions take less than half of the time.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::Problem;
use super::pass::{Question, Sums, sums};

/// Solves problems on the same rows side by side. What each comes to hangs on no other.
pub(crate) fn side_by_side<'a, T: Send>(
    problems: Vec<Problem<'a>>,
    solve: impl Fn(usize, &Problem<'a>) -> T + Sync,
) -> Vec<T> {
    let Some(rows) = problems.first().map(|problem| problem.rows) else { return Vec::new() };
    let (sender, messages) = channel();
    let solve = &solve;
    thread::scope(|scope| {
        let mut solving = problems.len();
        let in_thread = |(place, problem): (usize, Problem<'a>)| {
            let line = Line { sender: sender.clone() };
            let ending = Ending(line.clone());
            scope.spawn(move || {
                // Told even by a thread that panics: nobody waits for it.
                let _ending = ending;
                solve(place, &Problem { line: Some(line), ..problem })
            })
        };
        let threads: Vec<_> = problems.into_iter().enumerate().map(in_thread).collect();
        drop(sender);
        let mut asked = Vec::new();
        for message in messages {
            match message {
                Message::Asked(question, answer) => asked.push((question, answer)),
                Message::Ended => solving -= 1,
            }
            if asked.len() == solving {
                let (questions, answers): (Vec<Question>, Vec<Sender<Sums>>) = asked.drain(..).unzip();
                for (answer, sums) in answers.iter().zip(sums(rows, &questions)) {
                    // One who asked waits for the answer.
                    let _ = answer.send(sums);
                }
            }
        }
        let solved = threads.into_iter().map(thread::ScopedJoinHandle::join);
        solved.map(|solved| solved.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Where a problem asks.
#[derive(Clone, Debug)]
pub(super) struct Line {
    sender: Sender<Message>,
}

/// What a thread tells.
#[derive(Debug)]
enum Message {
    /// It waits for the answer to a question.
    Asked(Question, Sender<Sums>),
    /// It asks no more.
    Ended,
}

impl Line {
    /// The answer, once all others ask as well or have ended.
    pub(super) fn ask(&self, question: Question) -> Sums {
        let (answer, answered) = channel();
        self.sender
            .send(Message::Asked(question, answer))
            .expect("the line is read until all threads have ended");
        answered.recv().expect("whoever asks is answered")
    }
}

/// Tells that a thread asks no more, when dropped.
struct Ending(Line);

impl Drop for Ending {
    fn drop(&mut self) {
        let _ = self.0.sender.send(Message::Ended);
    }
}
