package io.stagedoor;

import io.stagedoor.contract.Contract;
import java.util.Optional;

/** The broker inside the program, where the build has one: a native executable has none. */
interface BrokerInside {

    /** @throws StartFailure when port or folder is taken, or its configuration is wrong; nothing is left of it then */
    Running start(Settings settings, Contract contract) throws StartFailure;

    /** Until it is closed. */
    interface Running extends AutoCloseable {

        /** Why it accepts no events at the moment; empty where it does. */
        Optional<String> shortage();
    }
}
