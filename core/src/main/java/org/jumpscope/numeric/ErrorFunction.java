package org.jumpscope.numeric;

/**
 * The error function and its relatives by polynomials of our own and {@link StrictMath#exp}, so that their bits are the
 * same on every Java; within 2 ulp.
 *
 * <p>With t = 4/(4 + x), exp(x²) erfc(x)/t is smooth on 0 ≤ t ≤ 1 and is interpolated there at Chebyshev points, on 16
 * pieces; up to x = 1, erf(x)/x − 1 is a polynomial in x². The polynomials were derived with mpmath from the definition
 * erf(x) = 2/√π ∫₀ˣ exp(−t²) dt.
 */
public final class ErrorFunction {
    /** Up to here erf is the polynomial, and from here on 1 − erfc. */
    private static final double SMALL = 1;
    /** Up to here erfc is 1 − erf. */
    private static final double HALF = 0.5;
    /** From here on erfc is below the smallest number. */
    private static final double UNDERFLOW = 27.3;
    /** From here on exp(−x²/2) is taken twice, so that only the last product can be subnormal. */
    private static final double FAR = 26;

    private static final double INVERSE_SQRT_PI = 0.5641895835477563;
    private static final double SPLIT = 0x1p27 + 1;

    /** Coefficients of erf(x)/x − 1 in x², the lowest first. */
    private static final double[] NEAR_ZERO = {
        0.1283791670955126,
        -0.37612638903183754,
        0.11283791670955126,
        -0.026866170645131218,
        0.005223977625441674,
        -0.0008548327023403001,
        0.00012055332978879483,
        -1.4925650236967501E-05,
        1.6462110782018636E-06,
        -1.636576864883207E-07,
        1.4806027146128752E-08,
        -1.2277734486795524E-09,
        9.323723518153027E-11,
        -6.1967364287877E-12,
        2.8067128195611264E-13
    };

    /**
     * Coefficients of exp(x²) erfc(x)/t in t − centre, one row for each sixteenth of t: the lowest, what its double has lost
     * to rounding, and the others in order.
     */
    private static final double[][] SCALED = {
        {
            0.14559257778110346,
            3.0508601881948745E-18,
            0.14997638688171822,
            0.14932851869035266,
            0.14321977360585178,
            0.1317459744336749,
            0.11559772334867752,
            0.09603828410581469,
            0.07477406366360118,
            0.05377068783465188,
            0.03474090008293089
        },
        {
            0.15558650879491592,
            -3.267963100616002E-18,
            0.17045886843508729,
            0.17957581698711855,
            0.18118372597625942,
            0.17419825303176992,
            0.15855200644712947,
            0.13540516216375065,
            0.10712238359599326,
            0.07702020972041491,
            0.04850244307515266
        },
        {
            0.16698870816517747,
            -7.544727642998725E-18,
            0.19521212627548845,
            0.21805089938237132,
            0.23164945901929074,
            0.23268335488904476,
            0.21926792490725966,
            0.19176593546429732,
            0.15318644463177533,
            0.10897481356741097,
            0.06560538879971248
        },
        {
            0.18010155403037814,
            -1.1051989818255062E-18,
            0.22542825404553532,
            0.2675211616649635,
            0.2994097766927346,
            0.3138744148397964,
            0.3053684934533045,
            0.27213806165804866,
            0.21774865748280683,
            0.15122079662168897,
            0.08472453024737973
        },
        {
            0.1953140201698932,
            -9.931903673367423E-18,
            0.26270857604977926,
            0.3318293672355981,
            0.3912604368076406,
            0.42728030956664015,
            0.42751909484639083,
            0.3857686339859541,
            0.3061100495136713,
            0.20402138747313403,
            0.10232111781548768
        },
        {
            0.21313198888339607,
            6.1311464443311676E-18,
            0.30922455464533233,
            0.41634360950436106,
            0.5168390106196731,
            0.5863297775886256,
            0.6002834806532746,
            0.5441668166790808,
            0.4230765196688545,
            0.2648250254206362,
            0.11183751509491892
        },
        {
            0.23422060040400827,
            6.911811472308584E-18,
            0.36794589705317465,
            0.5285920438991116,
            0.6897677435068013,
            0.8097145963536022,
            0.8428870225433553,
            0.7605158912446334,
            0.5711146055290386,
            0.32652225012564645,
            0.103752141919878
        },
        {
            0.2594636386086134,
            -1.2287127392095876E-17,
            0.4429627623114905,
            0.679145075977515,
            0.9291580765522345,
            1.122919233833088,
            1.179584952000469,
            1.0480958633115551,
            0.7477115806287266,
            0.37618049964648625,
            0.06734386371598687
        },
        {
            0.29004689161259706,
            4.480634489518581E-19,
            0.5399373845890536,
            0.8828159818091408,
            1.261502795755525,
            1.5597494856026204,
            1.6392093036852406,
            1.4174586285915192,
            0.9424439707333515,
            0.3953506179816778,
            -0.00551797897823527
        },
        {
            0.3275749134094485,
            -1.18187740757329E-17,
            0.6667293885444775,
            1.1602503234468389,
            1.7229173204953214,
            2.1635297742218884,
            2.2534280914025984,
            1.8724393205819025,
            1.1348004263888545,
            0.3628919656124554,
            -0.11547910340366713
        },
        {
            0.37423363992810166,
            -3.490331146604911E-18,
            0.8342470595047261,
            1.5399584664690322,
            2.361591852665954,
            2.9875077307198175,
            3.0533781094020496,
            2.405623139290884,
            1.2940864218236687,
            0.2603649459050663,
            -0.25188986844487576
        },
        {
            0.4330147503602748,
            -2.5489031591019413E-18,
            1.0575815268509021,
            2.060808107176134,
            3.24019126012932,
            4.093946270555828,
            4.064670103827377,
            2.994425008767327,
            1.3824276185456426,
            0.07867535268156689,
            -0.3924977560101685
        },
        {
            0.5080212184546333,
            5.00172513279706E-17,
            1.3574793482368237,
            2.774932477993384,
            4.437815684370366,
            5.55145780298155,
            5.30126011112648,
            3.5991948531850193,
            1.3609332224381911,
            -0.1764007525076324,
            -0.507740911685598
        },
        {
            0.6048766925557096,
            2.832139464881892E-18,
            1.7621985163479126,
            3.750928423152899,
            6.051049610999023,
            7.4303701976280125,
            6.759181753850991,
            4.164516190054581,
            1.197836936617821,
            -0.4821873858578042,
            -0.5685187966229638
        },
        {
            0.7312635480901148,
            -4.139182002739973E-17,
            2.3097715261753744,
            5.077127725513572,
            8.193618356752287,
            9.796280952157998,
            8.411445559095934,
            4.6241214291901915,
            0.8764947248583349,
            -0.801772576871068,
            -0.5545650371811283
        },
        {
            0.897614973614342,
            -2.100560169469722E-18,
            3.0506666800563935,
            6.864641777304202,
            10.994261941353043,
            12.702369915608775,
            10.205385584358176,
            4.908850958641473,
            0.4009547771728257,
            -1.0907968666926153,
            -0.4602915221301494
        },
    };

    private ErrorFunction() {}

    /**
     * Returns the error function, 2/√π ∫₀ˣ exp(−t²) dt.
     *
     * @param x any number
     * @return erf(x), odd in x, within 2 ulp
     */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a <= SMALL) {
            return x + x * nearZero(x * x);
        }
        return a < 6 ? Math.copySign(1 - tail(a), x) : Double.isNaN(x) ? x : Math.copySign(1, x);
    }

    /**
     * Returns the complement 1 − erf(x), with full relative accuracy where it is small.
     *
     * @param x any number
     * @return erfc(x) in [0, 2], within 2 ulp where it is no subnormal number
     */
    public static double erfc(double x) {
        if (Math.abs(x) <= HALF) {
            return 1 - (x + x * nearZero(x * x));
        } else if (x < 0) {
            return x < -6 ? 2 : 2 - tail(-x);
        }
        return x < UNDERFLOW ? tail(x) : Double.isNaN(x) ? x : 0;
    }

    /**
     * Returns exp(x²) erfc(x), which does not underflow.
     *
     * @param x a number, not negative
     * @return the scaled complement in (0, 1], within 2 ulp
     * @throws IllegalArgumentException if x is negative
     */
    public static double scaledComplement(double x) {
        if (x < 0) {
            throw new IllegalArgumentException("The scaled complement is for numbers not below 0, not " + x + ".");
        }
        Scaled scaled = Scaled.at(x);
        return scaled.high() + scaled.low();
    }

    /** erf(x)/x − 1 from s = x², in groups that do not wait for each other. */
    private static double nearZero(double s) {
        double[] c = NEAR_ZERO;
        double s2 = s * s;
        double s4 = s2 * s2;
        double lowest = (c[0] + c[1] * s) + (c[2] + c[3] * s) * s2;
        double second = (c[4] + c[5] * s) + (c[6] + c[7] * s) * s2;
        double third = (c[8] + c[9] * s) + (c[10] + c[11] * s) * s2;
        double highest = (c[12] + c[13] * s) + c[14] * s2;
        return lowest + s4 * (second + s4 * (third + s4 * highest));
    }

    /** erfc(x) = exp(−x²) · (exp(x²) erfc(x)) with the rounding of x² put right, which would cost x² ulp. */
    private static double tail(double x) {
        Scaled scaled = Scaled.at(x);
        double square = x * x;
        double low = scaled.low() - scaled.high() * productError(x, x, square);
        if (x < FAR) {
            double exponential = StrictMath.exp(-square);
            return exponential * scaled.high() + exponential * low;
        }
        double root = StrictMath.exp(-0.5 * square);
        return (root * scaled.high() + root * low) * root;
    }

    /** exp(x²) erfc(x) as the sum of two numbers, the second of them small. */
    private record Scaled(double high, double low) {
        static Scaled at(double x) {
            if (!(x < 1e8)) {
                // The next term of the asymptotic series is 1/(2x²) of the first.
                return new Scaled(INVERSE_SQRT_PI / x, 0);
            }
            double sum = 4 + x;
            double t = 4 / sum;
            // What t has lost to rounding counts: near x = 1/2 the function changes four times as fast, relatively.
            double part = sum - 4;
            double sumError = (4 - (sum - part)) + (x - part);
            double back = t * sum;
            double lost = ((4 - back) - productError(t, sum, back) - t * sumError) * (0.25 * t);
            int piece = Math.min((int) (t * SCALED.length), SCALED.length - 1);
            double[] c = SCALED[piece];
            double d = (t - (piece + 0.5) / SCALED.length) + lost;
            // In pairs, which do not wait for each other.
            double d2 = d * d;
            double d4 = d2 * d2;
            double first = (c[2] + c[3] * d) + (c[4] + c[5] * d) * d2;
            double second = (c[6] + c[7] * d) + (c[8] + c[9] * d) * d2;
            double rest = d * (first + d4 * (second + c[10] * d4));
            double value = c[0] + rest;
            double valueLow = (c[0] - value) + rest + c[1];
            double high = t * value;
            return new Scaled(high, productError(t, value, high) + (t * valueLow + lost * value));
        }
    }

    /** a·b − product exactly (Dekker), for moderate a and b. */
    private static double productError(double a, double b, double product) {
        double aHigh = a * SPLIT;
        aHigh -= aHigh - a;
        double aLow = a - aHigh;
        double bHigh = b * SPLIT;
        bHigh -= bHigh - b;
        double bLow = b - bHigh;
        return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow);
    }
}
