//! Moré & Thuente's line search, as argmin has it, that ends.
//!
//! argmin's has no bound of its own: where numbers overflow it may ask for the same step again and again, and where rounding
//! leaves it nothing to improve, L-BFGS has it search line by line to no end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use argmin::core::{CostFunction, Error, Gradient, IterState, KV, LineSearch, Problem, Solver, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;

type Values = Vec<f64>;
type Step = IterState<Values, Values, (), (), (), f64>;

/// Steps that are tried along one line. A search that gets somewhere tries a few; one that halves its interval down to its
/// least width, fewer than this.
const MAX_STEPS: u64 = 200;

/// Lines of a fit along which the loss does not fall, after which it has fallen as far as rounding lets it.
const MAX_FLAT_LINES: u32 = 10;

/// The line search of a fit, which fails after so many steps or lines: L-BFGS then ends where it is.
#[derive(Clone)]
pub(super) struct BoundedLineSearch {
    search: MoreThuenteLineSearch<Values, Values, f64>,
    /// The loss where the line begins.
    begin: f64,
    /// Lines along which it did not fall: L-BFGS makes a copy of the search for each line.
    flat_lines: Arc<AtomicU32>,
}

impl BoundedLineSearch {
    pub(super) fn new() -> Self {
        BoundedLineSearch {
            search: MoreThuenteLineSearch::new(),
            begin: f64::NAN,
            flat_lines: Arc::default(),
        }
    }
}

impl LineSearch<Values, f64> for BoundedLineSearch {
    fn search_direction(&mut self, direction: Values) {
        self.search.search_direction(direction);
    }

    fn initial_step_length(&mut self, alpha: f64) -> Result<(), Error> {
        LineSearch::<Values, f64>::initial_step_length(&mut self.search, alpha)
    }
}

impl<O> Solver<O, Step> for BoundedLineSearch
where
    O: CostFunction<Param = Values, Output = f64> + Gradient<Param = Values, Gradient = Values>,
{
    fn name(&self) -> &str {
        "bounded line search"
    }

    fn init(&mut self, problem: &mut Problem<O>, state: Step) -> Result<(Step, Option<KV>), Error> {
        self.begin = state.get_cost();
        self.search.init(problem, state)
    }

    fn next_iter(&mut self, problem: &mut Problem<O>, state: Step) -> Result<(Step, Option<KV>), Error> {
        if state.get_iter() >= MAX_STEPS {
            return Err(Error::msg(format!("no step was found in {MAX_STEPS}")));
        }
        let (state, values) = self.search.next_iter(problem, state)?;
        let has_fallen = state.get_cost() < self.begin;
        if state.terminated()
            && !has_fallen
            && self.flat_lines.fetch_add(1, Ordering::Relaxed) >= MAX_FLAT_LINES
        {
            return Err(Error::msg(format!("the loss did not fall along {MAX_FLAT_LINES} lines")));
        }
        Ok((state, values))
    }
}
