package io.stagedoor.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Route files for what is compared: on one channel, the action says where an event goes. Destinations are as shipped. */
final class ThroughputRoutes {

    private final Path folder;
    private final StringBuilder branches = new StringBuilder();

    ThroughputRoutes(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("destinations"));
    }

    /** Events with this action go to all of these queues. */
    ThroughputRoutes branch(String action, List<String> queues) {
        branches.append("              - simple: \"${variable.action} == '")
                .append(action)
                .append("'\"\n");
        branches.append("                steps:\n");
        queues.forEach(name -> branches.append("                  - to: amqp:queue:")
                .append(name)
                .append('\n'));
        return this;
    }

    /** A signed webhook. */
    ThroughputRoutes webhook(String name, String url) throws IOException {
        return destination(name, """
                - route:
                    id: %1$s
                    from:
                      uri: delivery:%1$s
                      steps:
                        - to:
                            uri: webhook:%1$s
                            parameters:
                              url: %2$s
                              secret: file:data/secrets/%1$s
                """.formatted(name, url));
    }

    ThroughputRoutes archive(String name, Path directory) throws IOException {
        return destination(name, """
                - route:
                    id: %1$s
                    from:
                      uri: delivery:%1$s
                      parameters:
                        window: 500
                      steps:
                        - to:
                            uri: archive:%1$s
                            parameters:
                              directory: %2$s
                """.formatted(name, directory));
    }

    private ThroughputRoutes destination(String name, String route) throws IOException {
        Files.writeString(folder.resolve("destinations/" + name + ".yaml"), route);
        return this;
    }

    /** @return settings of a program that works them */
    Map<String, String> write() throws IOException {
        Files.writeString(folder.resolve("scaffolder-task.yaml"), """
                - route:
                    id: scaffolder-task
                    from:
                      uri: amqp:queue:backstage/scaffolder/task
                      steps:
                        - to: json-validator:scaffolderTaskComplete
                        - choice:
                            when:
                %s            otherwise:
                              steps:
                                - to: dead-letter:unrouted
                """.formatted(branches));
        return Map.of("stagedoor.routes", folder.toString());
    }

    static List<String> numbered(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(prefix + i);
        }
        return names;
    }
}
