package io.stagedoor.page;

import io.stagedoor.operations.deadletters.DeadLetterOrder;
import io.stagedoor.operations.jobs.Job;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders for dead letters that a person has not confirmed yet; the latest {@value #MOST}, in memory. A restart forgets
 * them, and then the person chooses again. Thread-safe.
 */
@Singleton
class PlannedOrders {

    private static final int MOST = 200;

    /**
     * @param counting the job that counts; null if the counts were known at once
     * @param counts how many, by what happens to them; null if a job counts
     * @param back the path of the page that asked
     */
    record Plan(DeadLetterOrder order, Job counting, Map<String, Long> counts, String back) {}

    private final Map<String, Plan> plans = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
            return size() > MOST;
        }
    };

    /** @return its id */
    synchronized String add(Plan plan) {
        String id = UUID.randomUUID().toString();
        plans.put(id, plan);
        return id;
    }

    synchronized Optional<Plan> get(String id) {
        return Optional.ofNullable(plans.get(id));
    }

    /** Takes it out, so that it is carried out once. */
    synchronized Optional<Plan> take(String id) {
        return Optional.ofNullable(plans.remove(id));
    }
}
