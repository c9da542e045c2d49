package org.jumpscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.junit.jupiter.api.Test;

/** The order of the rooms, and what core does without. */
class ArchitectureTest {
    /** Each room imports only rooms before it. */
    private static final List<String> ROOMS = List.of(
            "numeric",
            "formula",
            "distribution",
            "dataset",
            "composition",
            "network",
            "learning",
            "duality",
            "criticality",
            "design");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jumpscope");

    private static String room(String name) {
        return "org.jumpscope." + name + "..";
    }

    private static void check(ArchRule rule) {
        // A room that is not there yet breaks no rule.
        rule.allowEmptyShould(true).check(CORE);
    }

    @Test
    void importsPointOneWay() {
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] later = ROOMS.subList(i + 1, ROOMS.size()).stream()
                    .map(ArchitectureTest::room)
                    .toArray(String[]::new);
            if (later.length > 0) {
                check(noClasses()
                        .that()
                        .resideInAPackage(room(ROOMS.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later));
            }
        }
    }

    @Test
    void criticalityKnowsNumbersAndLawsOnly() {
        String[] others = ROOMS.stream()
                .filter(name ->
                        !List.of("numeric", "distribution", "criticality").contains(name))
                .map(ArchitectureTest::room)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(room("criticality"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others));
    }

    @Test
    void noPackageCycles() {
        check(SlicesRuleDefinition.slices()
                .matching("org.jumpscope.(**)")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void everyClassHasARoom() {
        String[] rooms = ROOMS.stream().map(ArchitectureTest::room).toArray(String[]::new);
        assertFalse(CORE.isEmpty());
        check(classes().should().resideInAnyPackage(rooms));
    }

    @Test
    void coreReadsAndWritesNothing() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.logging..", "org.slf4j.."));
        // The tabulated law is read from the class path, and nothing else is.
        DescribedPredicate<JavaClass> table = type(KolmogorovLaw.class);
        DescribedPredicate<JavaClass> input = resideInAPackage("java.io").and(not(type(java.io.Serializable.class)));
        check(noClasses().that(not(table)).should().dependOnClassesThat(input));
        check(noClasses()
                .that(table)
                .should()
                .dependOnClassesThat(
                        input.and(not(type(java.io.InputStream.class))).and(not(type(java.io.IOException.class)))));
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void fieldsAreFixedOnceSet() {
        check(fields().that().arePublic().should().beFinal());
        check(fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal());
    }

    @Test
    void namesAreNounsOfTheField() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils"));
    }
}
