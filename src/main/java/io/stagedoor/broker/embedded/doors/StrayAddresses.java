package io.stagedoor.broker.embedded.doors;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.jboss.logging.Logger;

/**
 * Frees the memory of refused addresses. For each address that a message of an anonymous sender names, Artemis keeps
 * about 10 kB until it ends, even if the sender may not create the address: 40,000 refused messages would fill a heap
 * of 400 MB.
 */
final class StrayAddresses implements ActiveMQServerBasePlugin {

    /** Refusals between two clean-ups: far more than happen by mistake. */
    static final int MANY = 1_000;

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final SimpleString ARTEMIS_OWN = SimpleString.of("activemq.");

    private final AtomicInteger refused = new AtomicInteger();
    private ActiveMQServer server;

    @Override
    public void registered(ActiveMQServer server) {
        this.server = server;
    }

    /** Counts one refusal to create an address. */
    void refused() {
        if (refused.incrementAndGet() % MANY != 0) {
            return;
        }
        try {
            forget(server.getPagingManager());
        } catch (Exception e) {
            LOG.warnf("refused addresses stay in memory: %s", e);
        }
    }

    private void forget(PagingManager pages) throws Exception {
        for (SimpleString name : pages.getStoreNames()) {
            if (server.getAddressInfo(name) == null && !name.startsWith(ARTEMIS_OWN)) {
                PagingStore store = pages.getPageStore(name);
                if (!store.isPaging() && store.getAddressSize() == 0) {
                    pages.deletePageStore(name);
                }
            }
        }
    }
}
