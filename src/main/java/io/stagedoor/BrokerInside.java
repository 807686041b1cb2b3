package io.stagedoor;

/** The broker inside the program, where the build has one: a native executable has none. */
interface BrokerInside {

    /** @return stops it */
    AutoCloseable start(Settings settings) throws StartFailure;
}
