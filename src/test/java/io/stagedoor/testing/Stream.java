package io.stagedoor.testing;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A producer that sends events one after the other, each with an id of its own, and notes each that the broker accepted.
 * When the broker is gone it comes back; what it was sending then counts as not accepted, and may have arrived all the
 * same.
 */
public final class Stream implements AutoCloseable {

    private final String url;
    private final int events;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private volatile long pause;
    private volatile boolean closed;
    private Thread thread;

    /** @param pause between two events, ms */
    public Stream(String url, int events, long pause) {
        this.url = url;
        this.events = events;
        this.pause = pause;
    }

    public void start() {
        thread = new Thread(this::sendAll, "stream");
        thread.start();
    }

    /** Returns when the last event is accepted. */
    public void join() throws InterruptedException {
        thread.join();
    }

    /** Ids of the events that the broker said it has. */
    public Set<String> accepted() {
        return accepted;
    }

    /** Sends the rest without pauses. */
    public void hurry() {
        pause = 0;
    }

    private void sendAll() {
        while (accepted.size() < events && !closed) {
            try (Amqp amqp = new Amqp(url, null, null)) {
                while (accepted.size() < events && !closed) {
                    String id = Events.newId();
                    amqp.send(Events.TASK, Events.task(id, "completed").getBytes(StandardCharsets.UTF_8));
                    accepted.add(id);
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception brokerIsGone) {
                Program.pause(50);
            }
        }
    }

    @Override
    public void close() throws Exception {
        closed = true;
        thread.join();
    }
}
