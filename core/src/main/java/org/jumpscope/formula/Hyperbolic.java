package org.jumpscope.formula;

/** Inverse hyperbolic functions (the forms of fdlibm). */
final class Hyperbolic {
    private Hyperbolic() {}

    static double asinh(double u) {
        double a = Math.abs(u);
        double result;
        if (a > 0x1p28) {
            result = StrictMath.log(a) + 0.6931471805599453;
        } else {
            result = StrictMath.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        }
        return Math.copySign(result, u);
    }

    static double atanh(double u) {
        double a = Math.abs(u);
        double twice = a + a;
        double result = 0.5 * StrictMath.log1p(a < 0.5 ? twice + twice * a / (1 - a) : twice / (1 - a));
        return Math.copySign(result, u);
    }
}
