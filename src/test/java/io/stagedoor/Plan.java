package io.stagedoor;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which package may know which.
 *
 * @param known for each package, without {@code io.stagedoor}, the others that it may know
 */
record Plan(Map<String, Set<String>> known) {

    private static final String ROOT = "io.stagedoor";

    /** The packages that put others together, and may know all that they need for it. */
    private static final Set<String> ON_TOP = Set.of("", "cli");

    private static final Set<String> OPEN_TO_ALL = Set.of("start", "text");

    /** @param lines {@code package: known known …} */
    static Plan of(String lines) {
        return new Plan(lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(":", 2))
                .collect(
                        toMap(line -> line[0], line -> Stream.of(line[1].strip().split("\\s+"))
                                .collect(toSet()))));
    }

    ArchCondition<JavaClass> isKept() {
        return new ArchCondition<>("depend on what the plan in ArchitectureTest names") {

            @Override
            public void check(JavaClass one, ConditionEvents events) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    if (!permits(room(one), dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.violated(one, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private boolean permits(String room, JavaClass other) {
        String target = room(other);
        return ON_TOP.contains(room)
                || !other.getPackageName().startsWith(ROOT)
                || target.equals(room)
                || OPEN_TO_ALL.contains(target)
                || known.getOrDefault(room, Set.of()).contains(target);
    }

    private static String room(JavaClass one) {
        return one.getPackageName()
                .substring(Math.min(ROOT.length() + 1, one.getPackageName().length()));
    }

    static SliceAssignment packages() {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass one) {
                return one.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(one.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
