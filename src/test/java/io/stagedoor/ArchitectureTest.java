package io.stagedoor;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way along the flow: the plan of the house, and the sentences that explain it. */
@AnalyzeClasses(packages = "io.stagedoor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.stagedoor";

    /** Each package, and which others it may know; {@code start} and {@code text} are open to all. */
    private static final String PLAN = """
            wire:
            event:
            files:
            watch:
            tracing:             watch
            egress:
            secret:
            signing:             secret
            verbatim:

            contract.document:
            contract.regex:
            contract.dialect:    contract.regex
            contract.schema:     contract.document contract.regex contract.dialect
            contract:            contract.document contract.schema wire
            contract.example:    contract contract.schema

            broker:              files
            broker.qpid:
            broker.queue:        broker wire
            broker.embedded.doors: broker watch wire
            broker.embedded.disk:  files
            broker.embedded:     broker.embedded.doors broker.embedded.disk

            deadletter:          event wire
            deadletter.redrive:  deadletter contract contract.schema broker broker.queue event wire

            routing.routes:      verbatim
            routing.check:       routing.routes contract wire
            routing.duplicates:  broker broker.queue wire
            routing.transaction: routing.duplicates routing.check routing.routes contract deadletter broker broker.queue event watch wire tracing
            routing.exchange:    routing.transaction routing.duplicates routing.check routing.routes contract contract.schema deadletter event wire
            routing.poison:      routing.exchange routing.transaction contract deadletter broker broker.queue broker.qpid event watch wire
            routing.consumer:    routing.poison routing.transaction routing.check broker broker.qpid watch wire
            routing:             routing.consumer routing.poison routing.exchange routing.transaction routing.check routing.routes contract deadletter broker event watch wire tracing

            delivery.attempt:    deadletter event wire
            delivery.bundle:     delivery.attempt deadletter event wire
            delivery.order:      broker broker.queue event wire
            delivery.queue:      delivery.bundle delivery.order delivery.attempt deadletter broker broker.queue event watch wire
            delivery:            delivery.queue delivery.bundle delivery.order delivery.attempt deadletter broker event watch wire tracing
            delivery.format:     delivery.attempt event

            delivery.webhook.connection:     delivery.attempt egress
            delivery.webhook.answer:         delivery.webhook.connection delivery.attempt
            delivery.webhook.authentication: delivery.webhook.answer delivery.webhook.connection delivery.attempt secret
            delivery.webhook:                signing delivery.webhook.connection delivery.webhook.answer \
            delivery.webhook.authentication delivery.attempt delivery.format egress secret event verbatim tracing

            archive:             delivery.attempt event files watch tracing
            history:             event
            history.segment:     history
            history.write:       history.segment history delivery.attempt broker broker.queue event watch wire
            history.read:        history.segment history broker broker.queue wire
            management:          broker broker.queue deadletter event secret watch wire
            operator:            management deadletter broker broker.queue event watch wire
            http:                broker secret watch
            http.access:         http operations secret
            operations:          contract contract.example broker broker.queue history routing.routes wire
            ingress.body:        contract contract.schema event
            ingress.producer:    contract secret signing wire
            ingress.sending:     broker broker.queue watch
            ingress:             ingress.body ingress.producer ingress.sending broker contract event http watch
            operations.jobs:         operations
            operations.channels:     operations management contract broker broker.queue wire
            operations.destinations: operations history management broker broker.queue routing.routes watch wire
            operations.events:       operations operations.deadletters archive broker broker.queue contract contract.schema deadletter event history wire
            api:                 api.model http http.access operations operations.channels operations.destinations operations.deadletters \
            operations.events operations.jobs contract history
            api.model:           operations operations.channels operations.destinations operations.deadletters operations.events \
            operations.jobs archive broker.queue contract deadletter event history routing.routes watch
            operations.deadletters:  operations operations.jobs deadletter.redrive deadletter broker.queue wire
            page.view:
            page.asset:          page.view
            page.present:        page.view operations operations.channels operations.destinations operations.deadletters operations.events \
            operations.jobs archive broker.queue contract deadletter event history routing.routes watch wire
            page:                page.view page.asset page.present http http.access operations operations.channels operations.destinations \
            operations.deadletters operations.events operations.jobs broker.queue contract deadletter history wire
            settings:            contract routing delivery.format egress secret http http.access ingress.producer management operator history.write
            graal:               broker.qpid

            cli.common:          settings contract contract.document broker
            cli.events:          cli.common contract contract.schema contract.document broker event
            cli.channels:        cli.common operations.channels contract contract.document broker broker.queue deadletter wire
            cli.destinations:    cli.common operations.destinations operations broker
            cli.attempts:        cli.common history history.read broker
            cli.deadletters:     cli.common operations.deadletters operations deadletter.redrive deadletter contract contract.document event wire
            cli.receiver:        cli.common signing secret event
            """;

    @ArchTest
    static final ArchRule each_package_knows_what_the_plan_lets_it_know =
            classes().should(Plan.of(PLAN).isKept());

    @ArchTest
    static final ArchRule no_two_packages_know_each_other =
            slices().assignedFrom(Plan.packages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_knows_the_program_but_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, "io.stagedoor.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule nobody_knows_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("io.stagedoor.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.cli..");

    @ArchTest
    static final ArchRule what_is_done_with_dead_letters_is_no_command_line = noClasses()
            .that()
            .resideInAPackage("io.stagedoor.deadletter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stagedoor.cli..", "io.stagedoor.settings..", "picocli..");

    @ArchTest
    static final ArchRule only_the_program_itself_knows_the_embedded_broker = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, "io.stagedoor.broker.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.broker.embedded..");

    @ArchTest
    static final ArchRule the_two_stages_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.stagedoor.routing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stagedoor.delivery..");

    @ArchTest
    static final ArchRule no_state_is_static = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .beFinal();
}
