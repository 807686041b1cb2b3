package io.stagedoor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way along the flow; only the root package, which puts the stages together, knows them all. */
@AnalyzeClasses(packages = "io.stagedoor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.stagedoor";
    private static final String EMBEDDED = "io.stagedoor.broker.embedded..";

    @ArchTest
    static final ArchRule the_contract_knows_nobody = knowsOnly("contract");

    @ArchTest
    static final ArchRule an_event_knows_nobody = knowsOnly("event");

    @ArchTest
    static final ArchRule the_egress_rule_knows_nobody = knowsOnly("egress");

    @ArchTest
    static final ArchRule what_watches_the_work_knows_nobody = knowsOnly("watch");

    @ArchTest
    static final ArchRule no_stage_knows_the_port_for_operators = noClasses()
            .that()
            .resideInAnyPackage(packages("routing", "delivery", "archive", "broker", "watch"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.management..");

    @ArchTest
    static final ArchRule a_dead_letter_knows_the_event_only = knowsOnly("deadletter", "event");

    @ArchTest
    static final ArchRule the_broker_knows_nothing_of_the_flow =
            knowsNothingOf("broker", "routing", "delivery", "archive", "deadletter", "contract", "cli");

    @ArchTest
    static final ArchRule delivery_knows_nothing_of_what_came_before =
            knowsNothingOf("delivery", "routing", "contract", "archive", "cli");

    @ArchTest
    static final ArchRule delivery_knows_nothing_of_its_own_ways_to_deliver = noClasses()
            .that()
            .resideInAPackage("io.stagedoor.delivery")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.delivery.*..");

    @ArchTest
    static final ArchRule the_archive_is_a_destination_like_any_other =
            knowsNothingOf("archive", "routing", "contract", "broker", "cli");

    @ArchTest
    static final ArchRule routing_knows_nothing_of_what_comes_after =
            knowsNothingOf("routing", "delivery", "archive", "cli");

    @ArchTest
    static final ArchRule nobody_knows_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("io.stagedoor.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.cli..");

    @ArchTest
    static final ArchRule only_the_program_itself_knows_the_broker_inside_it = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, EMBEDDED)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EMBEDDED);

    @ArchTest
    static final ArchRule the_broker_inside_the_program_knows_how_to_stop_a_start_and_nothing_else_of_it = noClasses()
            .that()
            .resideInAPackage(EMBEDDED)
            .should()
            .dependOnClassesThat(are(ours().and(
                            DescribedPredicate.not(resideInAnyPackage("io.stagedoor.broker..", "io.stagedoor.files..")
                                    .or(type(StartFailure.class))))));

    @ArchTest
    static final ArchRule no_two_packages_know_each_other =
            slices().matching("io.stagedoor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_state_is_static = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .beFinal();

    private static ArchRule knowsOnly(String stage, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = packages(stage)[0];
        System.arraycopy(packages(others), 0, known, 1, others.length);
        return noClasses()
                .that()
                .resideInAPackage(packages(stage)[0])
                .should()
                .dependOnClassesThat(are(ours().and(DescribedPredicate.not(resideInAnyPackage(known)))));
    }

    private static ArchRule knowsNothingOf(String stage, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(packages(stage)[0])
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others));
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("io.stagedoor..");
    }

    private static String[] packages(String... stages) {
        String[] packages = new String[stages.length];
        for (int i = 0; i < stages.length; i++) {
            packages[i] = "io.stagedoor." + stages[i] + "..";
        }
        return packages;
    }
}
