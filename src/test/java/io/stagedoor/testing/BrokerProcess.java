package io.stagedoor.testing;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.jar.FastStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The project's broker as a process of its own, with its journal on the disk: {@code BrokerProcess FOLDER PORT}. */
public final class BrokerProcess {

    private static final Duration START = Duration.ofMinutes(3);

    private BrokerProcess() {}

    /** Starts one for a test, and waits until it is there. */
    public static JavaProcess start(Path folder, String port, Path log) {
        return start(folder, port, log, List.of("-Xmx256m", FastStart.ONE_COMPILER));
    }

    /** The same for a benchmark, with all of Java's compilers. */
    public static JavaProcess forBenchmark(Path folder, String port, Path log) {
        return start(folder, port, log, List.of("-Xmx256m"));
    }

    private static JavaProcess start(Path folder, String port, Path log, List<String> jvm) {
        try {
            JavaProcess broker = JavaProcess.main(BrokerProcess.class, log, jvm, List.of(folder.toString(), port));
            broker.await("broker ready", START);
            return broker;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String... arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), "artemis-config/broker.xml");
        System.out.println("broker ready");
        Thread.currentThread().join();
        broker.close();
    }
}
