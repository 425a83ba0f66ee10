//! The logarithm that columns are scaled by.

/// `ln(1 + x)` of a finite number of at least 0, within 1e-6, or that share of it where it is more than 1; 0 for any
/// number below 0.
///
/// Features are kept in single precision. In a loop this is many times faster than the logarithm of the system's
/// library, and it gives the same bits on every machine.
#[inline]
pub(crate) fn ln_1p(x: f32) -> f32 {
    const MANTISSA: u32 = (1 << 23) - 1;
    const HALF_ROOT: u32 = std::f32::consts::FRAC_1_SQRT_2.to_bits();
    // Adding what √½ lacks to 1 rounds the exponent so that the mantissa lies within √½ .. √2.
    const ROUND: u32 = 1.0_f32.to_bits() - HALF_ROOT;
    let bits = (1.0 + x.max(0.0)).to_bits() + ROUND;
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits((bits & MANTISSA) + HALF_ROOT);
    // The series of the inverse hyperbolic tangent, which at |s| <= .172 is exact to 1e-9 after these terms.
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let series = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0)));
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * s * series
}

#[cfg(test)]
mod tests {
    use super::ln_1p;

    #[test]
    fn it_is_the_logarithm() {
        let steps = (0..2000).map(|step| f64::from(step) / 64.0);
        for x in steps.chain([0.0, 1e-9, 1e-3, 999.0, 1e6, 1e12]) {
            let (found, expected) = (f64::from(ln_1p(x as f32)), x.ln_1p());
            assert!((found - expected).abs() <= 1e-6 * expected.max(1.0), "ln(1 + {x}) = {found}");
        }
        assert_eq!((ln_1p(-3.0), ln_1p(0.0)), (0.0, 0.0));
    }
}
