//! Who may extract a page now, who waits, and who has to come back later.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The right to extract a page, until it is dropped.
pub(super) struct Slot {
    _permit: Option<OwnedSemaphorePermit>,
}

/// No slot is free, and no place to wait for one.
#[derive(Debug)]
pub(super) struct Full;

/// So many pages are extracted at a time, and so many requests wait; slots are given in the order of asking.
pub(super) struct Slots {
    free: Arc<Semaphore>,
    queue: Semaphore,
}

impl Slots {
    pub(super) fn new(concurrency: usize, queue: usize) -> Slots {
        Slots { free: Arc::new(Semaphore::new(concurrency)), queue: Semaphore::new(queue) }
    }

    /// A slot, as soon as one is free.
    ///
    /// # Errors
    /// As many wait as may.
    pub(super) async fn take(&self) -> Result<Slot, Full> {
        if let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(Slot { _permit: Some(permit) });
        }
        let _place = self.queue.try_acquire().map_err(|_| Full)?;
        Ok(self.wait().await)
    }

    /// A slot, as soon as one is free, however many wait.
    pub(super) async fn wait(&self) -> Slot {
        // Only a semaphore that is closed gives none, and nothing closes it.
        Slot { _permit: Arc::clone(&self.free).acquire_owned().await.ok() }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    /// What a future is at once, without waiting.
    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn so_many_work_so_many_wait_and_others_are_sent_away() {
        let slots = Slots::new(2, 1);
        let first = now(slots.take());
        let second = now(slots.take());
        assert!(matches!((&first, &second), (Some(Ok(_)), Some(Ok(_)))));
        let mut third = Box::pin(slots.take());
        let mut context = Context::from_waker(Waker::noop());
        assert!(third.as_mut().poll(&mut context).is_pending());
        assert!(matches!(now(slots.take()), Some(Err(Full))));
        drop(first);
        assert!(third.as_mut().poll(&mut context).is_ready());
    }

    #[test]
    fn who_goes_away_leaves_the_place_to_others() {
        let slots = Slots::new(1, 1);
        let first = now(slots.take());
        assert!(now(slots.take()).is_none());
        assert!(now(slots.take()).is_none());
        drop(first);
        assert!(matches!(now(slots.take()), Some(Ok(_))));
    }
}
