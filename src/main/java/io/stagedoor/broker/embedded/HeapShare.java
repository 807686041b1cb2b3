package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.utils.ConfigurationHelper;

/**
 * Limits what the broker uses of a heap that it shares with the program. The numbers in broker.xml suit a heap of 512
 * MiB or more; for a smaller one, this class reduces them.
 */
final class HeapShare {

    private static final String CREDITS = "amqpCredits";
    private static final String LOW_CREDITS = "amqpLowCredits";
    private static final int FEWEST = 10;

    private final long heap;

    /** @param heap its maximum, bytes */
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

    /** Most bytes of waiting messages in memory. */
    long messages() {
        return heap / 4;
    }

    /** Messages that a producer may send ahead: each is in memory until stored, and may have the largest size. */
    int credits(int wanted, int largestEvent) {
        return (int) Math.max(Math.min(FEWEST, wanted), Math.min(wanted, heap / 8 / largestEvent));
    }
}
