package io.stagedoor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The same of the benchmarks, the loss checker and the scale harnesses, which are a tree of their own. */
@AnalyzeClasses(packages = {"io.stagedoor.bench", "io.stagedoor.loss", "io.stagedoor.scale"})
class BenchArchitectureTest {

    @ArchTest
    static final ArchRule no_two_packages_know_each_other =
            slices().assignedFrom(Plan.packages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_harness_knows_another =
            slices().matching("io.stagedoor.(bench|loss|scale)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule no_benchmark_knows_another = slices().matching(
                    "io.stagedoor.bench.(throughput|isolation|http|start)..")
            .should()
            .notDependOnEachOther();
}
