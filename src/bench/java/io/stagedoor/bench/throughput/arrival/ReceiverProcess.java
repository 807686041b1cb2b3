package io.stagedoor.bench.throughput.arrival;

import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.process.Receivers;
import io.stagedoor.testing.FreePort;
import java.io.IOException;

/** The receivers of all contenders, each a group of its own. */
public final class ReceiverProcess {

    private final Processes processes;
    private final int port = FreePort.next();

    public ReceiverProcess(Processes processes) throws InterruptedException {
        this.processes = processes;
        processes.start(Receivers.class, "receivers", "receiver ready", Integer.toString(port));
    }

    /** @param path its first part is the group */
    public String url(String path) {
        return "http://localhost:" + port + "/" + path + "/hook";
    }

    /** Where traces go. */
    public String collector() {
        return "http://localhost:" + port + Receivers.COLLECTOR;
    }

    public Arrivals at(String group) {
        return new AtReceiver(processes, port, group);
    }

    /** How long each receiver waits before it answers, from now on. */
    public void delay(long ms) throws IOException, InterruptedException {
        processes.ask(port, "delay/" + ms);
    }
}
