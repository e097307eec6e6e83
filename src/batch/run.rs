//! Documents in parallel, answers in order.

use super::Input;
use rayon::prelude::*;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// A window closes when it holds this many bytes, and at least one document a thread.
const WINDOW_BYTES: u64 = 16 << 20;
/// A window closes when it holds this many documents.
const WINDOW_DOCUMENTS: usize = 1024;

/// More threads than so many for each processor only wait for each other.
const THREADS: usize = 4;

/// The threads that do the work.
#[derive(Debug, Default)]
pub struct Workers {
    /// How many; `None` is rayon's own pool.
    threads: Option<usize>,
    /// Made when first used: most runs are of one document. `None` where no threads are to be had.
    pool: OnceLock<Option<rayon::ThreadPool>>,
}

impl Workers {
    /// `threads` threads, within reason; 0 takes one per processor.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = threads.min(processors * THREADS);
        Self { threads: (threads > 0).then_some(threads), pool: OnceLock::new() }
    }

    /// The pool; `None` is rayon's own.
    fn pool(&self) -> Option<&rayon::ThreadPool> {
        let threads = self.threads?;
        // Where no threads are to be had, the work is still worth doing on fewer.
        let make = || rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
        self.pool.get_or_init(make).as_ref()
    }

    /// Runs `work` on every input in parallel and hands the answers to `take` in input order.
    ///
    /// Only one window of answers is held at a time.
    ///
    /// # Errors
    /// The first error of `take`, which ends the run.
    pub fn in_order<T: Send, E>(
        &self,
        inputs: &[Input],
        work: impl Fn(usize, &Input) -> T + Sync,
        mut take: impl FnMut(&Input, T) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut at = 0;
        while at < inputs.len() {
            let window = &inputs[at..at + self.window_len(&inputs[at..])];
            let numbered: Vec<_> = window.iter().enumerate().map(|(n, i)| (at + n, i)).collect();
            let answers = self.map(&numbered, |(n, input)| work(*n, input));
            for (input, answer) in window.iter().zip(answers) {
                take(input, answer)?;
            }
            at += window.len();
        }
        Ok(())
    }

    /// Runs `work` on every item in parallel; answers in order.
    pub fn map<I: Sync, T: Send>(&self, items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
        // One item needs no pool, and most runs are of one document.
        if let [one] = items {
            return vec![work(one)];
        }
        let all = || items.par_iter().map(&work).collect();
        match self.pool() {
            Some(pool) => pool.install(all),
            None => all(),
        }
    }

    fn window_len(&self, inputs: &[Input]) -> usize {
        if inputs.len() <= 1 {
            return inputs.len();
        }
        let mut bytes = 0;
        let full = inputs.iter().take(WINDOW_DOCUMENTS).position(|input| {
            bytes += input.size;
            bytes > WINDOW_BYTES
        });
        let len = full.map_or(WINDOW_DOCUMENTS, |at| at + 1);
        len.max(self.threads()).min(inputs.len())
    }

    fn threads(&self) -> usize {
        self.threads.unwrap_or_else(rayon::current_num_threads)
    }
}

/// Runs `work`; a panic in it becomes the text of an error, so that one document never ends a batch.
///
/// # Errors
/// The panic's message.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    PLACE.set(None);
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let place = PLACE.take().map(|place| format!(" at {place}")).unwrap_or_default();
        let said = panic.downcast_ref::<&str>().copied();
        let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        format!("internal error, please report it: {}{place}", said.unwrap_or("unknown"))
    })
}

thread_local! {
    /// Where the last panic of this thread came from.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Has panics remembered, for the message of [`guard`], instead of printed.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        PLACE.set(panic.location().map(|place| format!("{}:{}", place.file(), place.line())));
    }));
}
