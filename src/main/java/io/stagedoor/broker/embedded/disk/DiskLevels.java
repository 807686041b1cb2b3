package io.stagedoor.broker.embedded.disk;

/**
 * Decides by the free room on the disk what the broker still accepts.
 *
 * <pre>
 *   free   ────────────────┬────────────────────┬─────────────────────
 *          ROOM            │ NO_CREDIT          │ NO_EVENTS
 *                          reserve              half of it
 * </pre>
 *
 * To return to the level before takes a quarter more room than the limit, so that the level does not flap.
 */
final class DiskLevels {

    enum Level {
        ROOM,
        /** Producers get no more credit, and routing stops. Only deliveries continue: they make room. */
        NO_CREDIT,
        /** The broker also refuses what producers still send. */
        NO_EVENTS
    }

    private final long reserve;
    private Level level = Level.ROOM;

    /** @param reserve bytes; 0 turns the check off */
    DiskLevels(long reserve) {
        this.reserve = reserve;
    }

    /** @param free bytes at this moment */
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
