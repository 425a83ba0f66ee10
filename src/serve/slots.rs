//! Who may extract a page now, who waits, and who has to come back later.
//!
//! A page is never put off in the middle, so that what takes long must not take all slots, nor stand in line before all
//! others: large pages have half of the slots, and of all lines of streams one is in the line for slots at a time.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A page of more bytes is large: of WCXB's 1,497 pages, five in a hundred are.
const LARGE: usize = 1 << 20;

/// The right to extract a page, until it is dropped.
pub(super) struct Slot {
    _permits: [Option<OwnedSemaphorePermit>; 2],
}

/// No slot is free, and no place to wait for one.
#[derive(Debug)]
pub(super) struct Full;

/// So many pages are extracted at a time, and so many requests wait; slots are given in the order of asking.
pub(super) struct Slots {
    all: Lane,
    large: Lane,
    /// Held by the one line of a stream that waits among the requests.
    turn: Semaphore,
}

struct Lane {
    free: Arc<Semaphore>,
    queue: Semaphore,
}

impl Slots {
    pub(super) fn new(concurrency: usize, queue: usize) -> Slots {
        Slots {
            all: Lane::new(concurrency, queue),
            large: Lane::new(concurrency.div_ceil(2), queue.div_ceil(2)),
            turn: Semaphore::new(1),
        }
    }

    /// A slot for a request with a page of so many bytes, as soon as one is free.
    ///
    /// # Errors
    /// As many wait as may.
    pub(super) async fn take(&self, bytes: usize) -> Result<Slot, Full> {
        let large = if bytes > LARGE { self.large.take().await? } else { None };
        Ok(Slot { _permits: [large, self.all.take().await?] })
    }

    /// A slot for a line of so many bytes of a stream, however many wait.
    pub(super) async fn wait(&self, bytes: usize) -> Slot {
        let large = if bytes > LARGE { self.large.wait().await } else { None };
        let _turn = self.turn.acquire().await;
        Slot { _permits: [large, self.all.wait().await] }
    }
}

impl Lane {
    fn new(free: usize, queue: usize) -> Lane {
        Lane { free: Arc::new(Semaphore::new(free)), queue: Semaphore::new(queue) }
    }

    async fn take(&self) -> Result<Option<OwnedSemaphorePermit>, Full> {
        if let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(Some(permit));
        }
        let _place = self.queue.try_acquire().map_err(|_| Full)?;
        Ok(self.wait().await)
    }

    /// Only a semaphore that is closed gives none, and nothing closes these.
    async fn wait(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.free).acquire_owned().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use super::*;

    /// What a future is by now, without waiting.
    fn now<T>(future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    /// What a request gets at once.
    fn take(slots: &Slots, bytes: usize) -> Option<Result<Slot, Full>> {
        now(pin!(slots.take(bytes)))
    }

    #[test]
    fn so_many_work_so_many_wait_and_others_are_sent_away() {
        let slots = Slots::new(2, 1);
        let first = take(&slots, 0);
        let second = take(&slots, 0);
        assert!(matches!((&first, &second), (Some(Ok(_)), Some(Ok(_)))));
        let mut third = pin!(slots.take(0));
        assert!(now(third.as_mut()).is_none());
        assert!(matches!(take(&slots, 0), Some(Err(Full))));
        drop(first);
        assert!(matches!(now(third), Some(Ok(_))));
    }

    #[test]
    fn who_goes_away_leaves_the_place_to_others() {
        let slots = Slots::new(1, 1);
        let first = take(&slots, 0);
        assert!(take(&slots, 0).is_none());
        assert!(take(&slots, 0).is_none());
        drop(first);
        assert!(matches!(take(&slots, 0), Some(Ok(_))));
    }

    #[test]
    fn large_pages_leave_slots_to_others() {
        let slots = Slots::new(2, 2);
        let _large = take(&slots, LARGE + 1);
        let mut waiting = pin!(slots.take(LARGE + 1));
        assert!(now(waiting.as_mut()).is_none());
        assert!(matches!(take(&slots, LARGE + 1), Some(Err(Full))));
        assert!(matches!(take(&slots, LARGE), Some(Ok(_))));
    }

    #[test]
    fn one_line_of_all_streams_waits_among_the_requests() {
        let slots = Slots::new(1, 1);
        let first = take(&slots, 0);
        let (mut line, mut further) = (pin!(slots.wait(0)), pin!(slots.wait(0)));
        assert!(now(line.as_mut()).is_none() && now(further.as_mut()).is_none());
        let mut request = pin!(slots.take(0));
        assert!(now(request.as_mut()).is_none());
        drop(first);
        let line = now(line);
        assert!(line.is_some() && now(further.as_mut()).is_none() && now(request.as_mut()).is_none());
        drop(line);
        let request = now(request);
        assert!(matches!(request, Some(Ok(_))) && now(further.as_mut()).is_none());
        drop(request);
        assert!(now(further).is_some());
    }
}
