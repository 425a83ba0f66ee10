//! From log-odds to probabilities.

/// The probability of log-odds, stable for any finite number: 0 to 1.
pub fn sigmoid(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + (-log_odds).exp())
    } else {
        let e = log_odds.exp();
        e / (1.0 + e)
    }
}

#[cfg(test)]
mod tests {
    use super::sigmoid;

    #[test]
    fn the_sigmoid_is_stable() {
        assert!(sigmoid(-1e9).abs() < 1e-12 && (sigmoid(1e9) - 1.0).abs() < 1e-12);
        assert!((sigmoid(0.0) - 0.5).abs() < 1e-12);
    }
}
