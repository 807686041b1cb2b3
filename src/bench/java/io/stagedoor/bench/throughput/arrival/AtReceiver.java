package io.stagedoor.bench.throughput.arrival;

import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.process.Taken;
import java.io.IOException;

/** Requests at a group of the {@link io.stagedoor.bench.process.Receivers}, which notes the time of each. */
record AtReceiver(Processes processes, int port, String group) implements Arrivals {

    @Override
    public void begin() throws IOException, InterruptedException {
        take();
    }

    @Override
    public long count() throws IOException, InterruptedException {
        return Long.parseLong(processes.ask(port, "count/" + group));
    }

    @Override
    public Taken take() throws IOException, InterruptedException {
        return Taken.parse(processes.ask(port, "take/" + group));
    }
}
