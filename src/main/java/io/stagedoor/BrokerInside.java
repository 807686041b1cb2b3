package io.stagedoor;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import java.util.Optional;
import java.util.Set;

/** The broker inside the program, where the build has one: a native executable has none. */
interface BrokerInside {

    /**
     * @param broker as the program logs in
     * @param channels the addresses that everybody may send to
     * @throws StartFailure when port or folder is taken, or its configuration is wrong; nothing is left of it then
     */
    Running start(Settings settings, BrokerSettings broker, Set<String> channels) throws StartFailure;

    /** Until it is closed. */
    interface Running extends AutoCloseable {

        /** Why it accepts no events at the moment; empty where it does. */
        Optional<String> shortage();
    }
}
