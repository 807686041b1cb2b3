package io.stagedoor.page;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.Busy;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.Jobs;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Says when a page may look different: one look every two seconds for all viewers, and none without viewers. Ages grow
 * without a change, so it says so at least every ten seconds.
 */
@Singleton
class Changes {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS_WITHOUT_CHANGE = 5;

    private final BrokerState broker;
    private final Jobs jobs;
    private final Multi<Long> all;
    private int before;
    private int same;

    Changes(BrokerState broker, Jobs jobs) {
        this.broker = broker;
        this.jobs = jobs;
        this.all = Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .filter(tick -> hasChanged())
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** A number whenever something changed. A viewer that is too slow misses some. */
    Multi<Long> all() {
        return all.onOverflow().dropPreviousItems();
    }

    private boolean hasChanged() {
        int now = Objects.hash(queues(), progress());
        boolean changed = now != before || ++same == LOOKS_WITHOUT_CHANGE;
        if (changed) {
            before = now;
            same = 0;
        }
        return changed;
    }

    /** Of a broker that is away nothing changes until it is back. */
    private int queues() {
        try {
            BrokerState.Snapshot latest = broker.latest();
            return Objects.hash(latest.queues(), latest.consumers(), latest.parked(), latest.rates());
        } catch (IOException | Busy away) {
            return 0;
        }
    }

    private List<Object> progress() {
        return jobs.all().stream()
                .<Object>map(job -> List.of(job.id(), job.state(), looked(job)))
                .toList();
    }

    private static long looked(Job job) {
        return job.progress().looked();
    }
}
