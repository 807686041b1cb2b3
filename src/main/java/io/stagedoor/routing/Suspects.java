package io.stagedoor.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events whose route failed on them, for a fault that is not the broker's. The failure rolled the whole batch back, so
 * that no destination has half of it; when the event comes again it goes to the dead letters, alone, instead of
 * failing for ever. In memory only: after a restart it is tried once more.
 */
final class Suspects {

    private static final int LIMIT = 10_000;

    private final Map<String, String> errors = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > LIMIT;
        }
    };

    synchronized void add(Event event, String error) {
        errors.put(key(event), error);
    }

    /** @throws RouteFailed when the event's route failed on it before; the event is no suspect any more after that */
    void check(Event event) throws RouteFailed {
        String error = remove(key(event));
        if (error != null) {
            throw new RouteFailed(error);
        }
    }

    private synchronized String remove(String key) {
        return errors.isEmpty() ? null : errors.remove(key);
    }

    /** The same id on two channels is two events. */
    private static String key(Event event) {
        return event.channel().address() + ' ' + event.id();
    }
}
