package io.stagedoor.bench.throughput.arrival;

import io.stagedoor.bench.process.Measured;
import io.stagedoor.bench.process.Taken;
import java.io.IOException;

/** What only has a count to look at: the first look that finds something begins the time, and what it found is not in it. */
public final class Polled implements Arrivals {

    /** How many there are by now. */
    public interface Total {
        long now() throws IOException;
    }

    private final Total total;
    private long before;
    private long count;
    private long firstCount;
    private long first;
    private long last;

    public Polled(Total total) {
        this.total = total;
    }

    @Override
    public void begin() throws IOException {
        before = total.now();
        count = 0;
        first = 0;
    }

    @Override
    public long count() throws IOException {
        long found = total.now() - before;
        if (found > count) {
            last = Measured.now();
            if (first == 0) {
                first = last;
                firstCount = found;
            }
            count = found;
        }
        return count;
    }

    @Override
    public Taken take() {
        return new Taken((int) (count - firstCount) + 1, 0, 0, 0, first, last, 0);
    }
}
