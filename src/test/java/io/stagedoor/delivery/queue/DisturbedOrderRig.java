package io.stagedoor.delivery.queue;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Work in order, disturbed at random: by failures, by restarts of program and broker, by a second replica. */
abstract class DisturbedOrderRig extends DestinationRig {

    /** For rounds with random disturbances: enough attempts that no event is given up. */
    static final String OFTEN = "50ms,".repeat(60) + "50ms";

    static final List<String> ENTITIES = List.of("A", "B", "C", "D", "E", "F");

    /** Of the 20 events that each key has in a round. */
    void failOneOfEach(List<String> keys, int round, Random random) {
        failing.clear();
        for (String key : keys) {
            failing.add(key + (round * 20 + 1 + random.nextInt(20)));
        }
    }

    void disturb(int round) throws Exception {
        switch (round % 4) {
            case 0 -> Thread.sleep(300);
            case 1 -> {
                workers.remove(0).stop(Duration.ZERO);
                work(options(OFTEN, 8, 0, "1s", "entity"));
            }
            case 2 -> work(options(OFTEN, 8, 0, "1s", "entity"));
            default -> {
                broker.close();
                startBroker();
            }
        }
    }
}
