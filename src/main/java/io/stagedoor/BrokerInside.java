package io.stagedoor;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import java.util.Optional;
import java.util.Set;

/** The embedded broker. The Java program has one; a native executable has none. */
interface BrokerInside {

    /**
     * @param broker how the program logs in
     * @param channels the addresses that every user may send to
     * @throws StartFailure when the port or the folder is in use, or the configuration is wrong; the broker is stopped
     *     then
     */
    Running start(Settings settings, BrokerSettings broker, Set<String> channels) throws StartFailure;

    /** A started embedded broker; {@code close} stops it. */
    interface Running extends AutoCloseable {

        /** Why it accepts no events at the moment; empty when it does. */
        Optional<String> shortage();
    }
}
