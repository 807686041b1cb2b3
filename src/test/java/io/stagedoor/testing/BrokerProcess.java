package io.stagedoor.testing;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import java.nio.file.Path;

/** The project's broker as a process of its own, with its journal on the disk: {@code BrokerProcess FOLDER PORT}. */
public final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String... arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), "artemis-config/broker.xml");
        System.out.println("broker ready");
        Thread.currentThread().join();
        broker.close();
    }
}
