package io.stagedoor;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.delivery.attempt.AttemptListener;
import io.stagedoor.history.History;
import io.stagedoor.history.read.BrokerHistory;
import io.stagedoor.history.write.HistorySettings;
import io.stagedoor.history.write.HistoryTrim;
import io.stagedoor.history.write.HistoryWriter;
import io.stagedoor.watch.HistoryMeters;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The delivery history of this program: writes, shortens and reads it. */
final class DeliveryHistory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AmqpConnector broker;
    private final boolean off;
    private final HistoryWriter writer;
    private final HistoryTrim trim;
    private final BrokerHistory reader;

    /** @param broker for the history alone; is closed with it */
    DeliveryHistory(AmqpConnector broker, HistorySettings settings, Clock clock, Watch watch) {
        this.broker = broker;
        this.off = settings.off();
        this.writer = new HistoryWriter(broker, settings, new HistoryMeters(watch));
        this.trim = new HistoryTrim(broker, settings, clock);
        this.reader = new BrokerHistory(broker, this::flush);
    }

    AttemptListener listener() {
        return off ? AttemptListener.NONE : writer;
    }

    /** Empty when none is kept. */
    Optional<History> kept() {
        return off ? Optional.empty() : Optional.of(reader);
    }

    void start() {
        if (!off) {
            writer.start();
        }
        trim.start();
    }

    private void flush() {
        if (off) {
            return;
        }
        try {
            writer.flush(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        trim.close();
        writer.close();
        reader.close();
        broker.close();
    }
}
