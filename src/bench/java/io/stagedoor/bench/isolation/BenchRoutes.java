package io.stagedoor.bench.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The route files of the benchmark: one channel, and a webhook for each URL. */
final class BenchRoutes {

    static final int GOOD = 8;
    static final int OTHERS = 4;

    /** The first wait is that of the default schedule; the others are short, so that a recovered queue empties. */
    private static final String SCHEDULE = "5s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s,10s";

    private BenchRoutes() {}

    static List<String> good() {
        return numbered("good-", GOOD);
    }

    static List<String> extra() {
        return numbered("extra-", OTHERS);
    }

    static List<String> bad() {
        return List.of("refuses", "silent", "slow", "fails");
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    /** @param urls of the webhooks, by destination */
    static void write(Path folder, Map<String, String> urls) throws IOException {
        Files.createDirectories(folder.resolve("destinations"));
        Files.writeString(folder.resolve("scaffolder-task.yaml"), """
                - route:
                    id: scaffolder-task
                    from:
                      uri: amqp:queue:backstage/scaffolder/task
                      steps:
                        - to: json-validator:scaffolderTaskComplete
                %s        - choice:
                            when:
                              - simple: "${variable.action} == '%s'"
                                steps:
                %s              - simple: "${variable.action} == '%s'"
                                steps:
                %s""".formatted(
                        sends(8, good()),
                        Condition.HEALTHY.action(),
                        sends(18, extra()),
                        Condition.BAD.action(),
                        sends(18, bad())));
        for (Map.Entry<String, String> url : urls.entrySet()) {
            Files.writeString(folder.resolve("destinations/" + url.getKey() + ".yaml"), """
                    - route:
                        id: %1$s
                        from:
                          uri: delivery:%1$s
                          parameters:
                            schedule: %2$s
                          steps:
                            - to:
                                uri: webhook:%1$s
                                parameters:
                                  url: %3$s
                    """.formatted(
                            url.getKey(), SCHEDULE, url.getValue()));
        }
    }

    private static String sends(int indent, List<String> destinations) {
        StringBuilder steps = new StringBuilder();
        destinations.forEach(name -> steps.append(" ".repeat(indent))
                .append("- to: amqp:queue:deliver/")
                .append(name)
                .append('\n'));
        return steps.toString();
    }
}
