package io.stagedoor.history.write;

import io.stagedoor.wire.QueueNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large each queue of the history may be.
 *
 * <pre>
 *   size of the installation, less the index
 *   ▇▇▇▇▇▇▇┃▒▒▒▒   the largest queues are cut to one height, as high as fits
 *   ▇▇▇▇▇▇▇┃▒▒
 *   ▇▇▇▇           a small one stays as it is
 * </pre>
 */
final class Limits {

    private final HistorySettings settings;

    Limits(HistorySettings settings) {
        this.settings = settings;
    }

    /** @param sizes bytes of each queue */
    Map<String, Long> of(Map<String, Long> sizes) {
        List<Long> destinations = sizes.entrySet().stream()
                .filter(queue -> !isIndex(queue.getKey()))
                .map(queue -> Math.min(queue.getValue(), settings.sizePerDestination()))
                .sorted()
                .toList();
        long height = Math.min(settings.sizePerDestination(), height(destinations));
        Map<String, Long> limits = new HashMap<>();
        sizes.keySet().forEach(queue -> limits.put(queue, isIndex(queue) ? settings.sizeOfIndex() : height));
        return limits;
    }

    /** @param sizes the smallest first */
    private long height(List<Long> sizes) {
        long room = settings.size() - settings.sizeOfIndex();
        for (int i = 0; i < sizes.size(); i++) {
            long share = room / (sizes.size() - i);
            if (sizes.get(i) > share) {
                return share;
            }
            room -= sizes.get(i);
        }
        return Long.MAX_VALUE;
    }

    private static boolean isIndex(String queue) {
        return queue.equals(QueueNames.HISTORY_INDEX);
    }
}
