package io.stagedoor.broker.embedded.disk;

import io.stagedoor.broker.embedded.disk.DiskLevels.Level;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** Gives the producers of the channels no credit while the disk is nearly full. A restart opens it again. */
final class ChannelGate implements Consumer<Level> {

    private final ActiveMQServer server;
    private final Set<String> channels;

    ChannelGate(ActiveMQServer server, Set<String> channels) {
        this.server = server;
        this.channels = channels;
    }

    @Override
    public void accept(Level level) {
        for (String channel : channels) {
            PagingStore store = store(channel);
            if (level != Level.ROOM) {
                store.block();
            } else if (store.isBlockedViaManagement()) {
                store.unblock();
            } else {
                // If the address is full at this moment, its producers wait until somebody asks again.
                store.checkReleasedMemory();
            }
        }
    }

    private PagingStore store(String channel) {
        try {
            return server.getPagingManager().getPageStore(SimpleString.of(channel));
        } catch (Exception e) {
            throw new IllegalStateException("the address " + channel + " cannot be read", e);
        }
    }
}
