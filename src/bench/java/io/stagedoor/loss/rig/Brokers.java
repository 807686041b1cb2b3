package io.stagedoor.loss.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the program and the producers connect to: one broker, or a pair of which one serves. */
interface Brokers {

    /** Returns when they serve. */
    void start() throws InterruptedException;

    List<Part> parts();

    /** The AMQP port of each, on localhost. */
    List<Integer> ports();

    /** The one that can be killed now without losing what only it has; empty when a kill would have to wait. */
    Optional<Part> victim();

    /** What the program needs to know besides the URL. */
    Map<String, String> programSettings();

    /** Of a user who may do everything; empty where nobody logs in. */
    Optional<Login> login();

    record Login(String user, String password) {}
}
