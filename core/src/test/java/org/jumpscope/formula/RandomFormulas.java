package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** Random trees in y with constants that are exact in binary. */
final class RandomFormulas {
    static final Variable Y = new Variable("y");
    private static final double[] CONSTANTS = {-3, -2, -1, -0.5, 0, 0.25, 0.5, 1, 1, 2, 3, 4};
    private static final double[] EXPONENTS = {-2, -1, 0.5, 1.5, 2, 2, 3, 4};

    private static final List<Relation> RELATIONS = List.of(Relation.values());
    private static final List<Function> FUNCTIONS = List.of(Function.values());

    private final RandomGenerator random;

    RandomFormulas(RandomGenerator random) {
        this.random = random;
    }

    Formula next(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return random.nextInt(3) == 0 ? new Constant(CONSTANTS[random.nextInt(CONSTANTS.length)]) : Y;
        }
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Sum(several(depth));
            case 3, 4 -> new Product(several(depth));
            case 5 -> new Power(next(depth - 1), new Constant(EXPONENTS[random.nextInt(EXPONENTS.length)]));
            case 6 ->
                new Conditional(
                        next(depth - 1),
                        RELATIONS.get(random.nextInt(RELATIONS.size())),
                        next(depth - 1),
                        next(depth - 1),
                        next(depth - 1));
            default -> new Apply(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), next(depth - 1));
        };
    }

    private List<Formula> several(int depth) {
        List<Formula> list = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            list.add(next(depth - 1));
        }
        return list;
    }
}
