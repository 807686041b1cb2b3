package io.stagedoor.broker.embedded.doors;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Says in the log what was refused: the first one at once, of those that follow how many there were. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private static final int LONGEST = 400;

    private long last;
    private long more;
    private boolean any;

    synchronized void log(String client, String why) {
        long now = System.nanoTime();
        if (any && now - last < QUIET) {
            more++;
            return;
        }
        // It may name an address, which is a stranger's text.
        String safe = why.substring(0, Math.min(why.length(), LONGEST)).replaceAll("\\p{C}", " ");
        LOG.warnf("refused an event from %s: %s%s", client, safe, more == 0 ? "" : " (" + more + " more before it)");
        any = true;
        last = now;
        more = 0;
    }
}
