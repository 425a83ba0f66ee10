//! Platt scaling by linfa-logistic: each labelled block counts once.

use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use unboil_infer::Calibration;

use crate::TrainError;

/// Penalty on the slope, against the sum of the losses: next to nothing, but a bound where the classes part cleanly.
const ALPHA: f64 = 1.0;
const MAX_ITERATIONS: u64 = 500;
/// linfa's tolerance is on the gradient of the sum over rows.
const TOLERANCE_PER_ROW: f64 = 1e-7;
/// linfa returns `Ok` when it stops for want of iterations; a gradient of the mean loss above this says that it did.
const CONVERGED: f64 = 1e-4;

/// The scaling that makes probabilities of out-of-fold log-odds, given with whether each block is content.
///
/// # Errors
/// When there is but one class, or the solver fails.
pub(crate) fn calibrate(blocks: &[(f64, bool)]) -> Result<Calibration, TrainError> {
    let has = |wanted: bool| blocks.iter().any(|(_, content)| *content == wanted);
    if !has(true) || !has(false) {
        return Err(TrainError::SingleClass {
            label: if has(true) { "main content" } else { "boilerplate" },
        });
    }
    let log_odds: Vec<f64> = blocks.iter().map(|(z, _)| *z).collect();
    let records = Array2::from_shape_vec((blocks.len(), 1), log_odds);
    let failed = |reason: String| TrainError::Calibration { reason };
    let records = records.map_err(|error| failed(error.to_string()))?;
    let targets: Array1<bool> = blocks.iter().map(|(_, content)| *content).collect();
    let fitted = LogisticRegression::default()
        .alpha(ALPHA)
        .max_iterations(MAX_ITERATIONS)
        .gradient_tolerance(TOLERANCE_PER_ROW * blocks.len() as f64)
        .fit(&linfa::Dataset::new(records, targets))
        .map_err(|error| failed(error.to_string()))?;
    // The parameters speak for the class that linfa took as positive.
    let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
    let calibration = Calibration { slope: sign * fitted.params()[0], intercept: sign * fitted.intercept() };
    let gradient = gradient_norm(blocks, &calibration);
    if gradient > CONVERGED {
        let reason = format!("it did not converge (gradient {gradient:.2e}, tolerance {CONVERGED:.0e})");
        return Err(failed(reason));
    }
    Ok(calibration)
}

fn gradient_norm(blocks: &[(f64, bool)], calibration: &Calibration) -> f64 {
    let rows = blocks.len() as f64;
    let (slope, intercept) =
        blocks.iter().fold((ALPHA * calibration.slope, 0.0), |(slope, intercept), (z, content)| {
            let residual = unboil_infer::sigmoid(calibration.apply(*z)) - f64::from(u8::from(*content));
            (slope + residual * z, intercept + residual)
        });
    (slope / rows).hypot(intercept / rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfident_scores_are_scaled_down() {
        // Log-odds of ±4 that are right nine times in ten: ln 9 is 2.2.
        let blocks: Vec<(f64, bool)> =
            (0..2000).map(|i| if i % 2 == 0 { (4.0, i % 20 != 0) } else { (-4.0, i % 20 == 1) }).collect();
        let calibration = calibrate(&blocks).unwrap();
        assert!((calibration.apply(4.0) - 9_f64.ln()).abs() < 0.05, "{calibration:?}");
        assert!((calibration.apply(-4.0) + 9_f64.ln()).abs() < 0.05, "{calibration:?}");
        assert!(calibrate(&[(1.0, true)]).is_err());
    }
}
