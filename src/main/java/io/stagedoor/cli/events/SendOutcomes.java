package io.stagedoor.cli.events;

/** Learns the outcome of each event. */
interface SendOutcomes {

    /** The broker accepted it. */
    void sent(Outgoing event);

    /** The broker did not accept it, or did not answer. */
    void notSent(Outgoing event, String why);
}
