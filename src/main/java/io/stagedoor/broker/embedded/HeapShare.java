package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.utils.ConfigurationHelper;

/**
 * What the broker may take of a small heap that it shares with the program. The numbers in broker.xml are for one of 512 MiB
 * and more; where they are too much, they are made less.
 */
final class HeapShare {

    private static final String CREDITS = "amqpCredits";
    private static final String LOW_CREDITS = "amqpLowCredits";
    private static final int FEWEST = 10;

    private final long heap;

    /** @param heap the most that it becomes, bytes */
    HeapShare(long heap) {
        this.heap = heap;
    }

    /** @param largestEvent bytes */
    void fit(Configuration configuration, int largestEvent) {
        configuration.setGlobalMaxSize(Math.min(configuration.getGlobalMaxSize(), messages()));
        for (TransportConfiguration acceptor : configuration.getAcceptorConfigurations()) {
            int wanted = ConfigurationHelper.getIntProperty(CREDITS, 1000, acceptor.getCombinedParams());
            int credits = credits(wanted, largestEvent);
            if (credits < wanted && acceptor.getExtraParams() != null) {
                acceptor.getExtraParams().put(CREDITS, credits);
                acceptor.getExtraParams().put(LOW_CREDITS, credits / 3);
            }
        }
    }

    /** Bytes of waiting messages in memory. */
    long messages() {
        return heap / 4;
    }

    /** What a producer may have on the way: it waits in memory until it is stored, and each may be as large as can be. */
    int credits(int wanted, int largestEvent) {
        return (int) Math.max(Math.min(FEWEST, wanted), Math.min(wanted, heap / 8 / largestEvent));
    }
}
