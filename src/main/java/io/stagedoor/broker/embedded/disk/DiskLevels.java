package io.stagedoor.broker.embedded.disk;

/**
 * What may still be done with so much room on the disk.
 *
 * <pre>
 *   free   ────────────────┬────────────────────┬─────────────────────
 *          ROOM            │ NO_CREDIT          │ NO_EVENTS
 *                          reserve              half of it
 * </pre>
 *
 * The way back needs a quarter more than the way down: what comes and goes at a limit is not told again and again.
 */
final class DiskLevels {

    enum Level {
        ROOM,
        /** Producers get no more credit, and nothing is routed: deliveries alone go on, which make room. */
        NO_CREDIT,
        /** What producers still send is refused, too. */
        NO_EVENTS
    }

    private final long reserve;
    private Level level = Level.ROOM;

    /** @param reserve bytes; 0: there is always room */
    DiskLevels(long reserve) {
        this.reserve = reserve;
    }

    /** @param free bytes, as they are now */
    Level level(long free) {
        if (free < reserve / 2) {
            level = Level.NO_EVENTS;
        } else if (free < reserve) {
            level = level == Level.NO_EVENTS && free < more(reserve / 2) ? Level.NO_EVENTS : Level.NO_CREDIT;
        } else if (level == Level.ROOM || free >= more(reserve)) {
            level = Level.ROOM;
        } else {
            level = Level.NO_CREDIT;
        }
        return level;
    }

    private static long more(long bytes) {
        return bytes + bytes / 4;
    }
}
