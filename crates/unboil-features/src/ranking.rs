//! The order of a page's blocks by their log-odds.

/// The blocks by their log-odds, the likeliest first; equals as they stand in the page. In time n log n.
pub fn likeliest_first(log_odds: &[f64]) -> impl Iterator<Item = usize> {
    // The block in the low bits of each key: no two keys are the same.
    let key = |(block, z): (usize, &f64)| u128::from(falling(*z)) << 64 | block as u128;
    let mut keys: Vec<u128> = log_odds.iter().enumerate().map(key).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u64 as usize)
}

/// A number that is the smaller the larger another is, in the order of [`f64::total_cmp`].
fn falling(z: f64) -> u64 {
    let bits = z.to_bits();
    if z.is_sign_negative() { bits } else { !bits & (u64::MAX >> 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_all_numbers() {
        let z =
            [0.5, -0.0, 8.0, f64::NAN, 0.0, -3.0, 8.0, f64::NEG_INFINITY, -1e-300, f64::INFINITY, -f64::NAN];
        let mut order: Vec<usize> = (0..z.len()).collect();
        order.sort_by(|&a, &b| z[b].total_cmp(&z[a]).then(a.cmp(&b)));
        assert_eq!(likeliest_first(&z).collect::<Vec<_>>(), order);
    }
}
