package io.stagedoor.cli.events;

/** Hears of each event how it ended. */
interface SendOutcomes {

    /** The broker has it: it settled the transfer as accepted. */
    void sent(Outgoing event);

    /** The broker does not have it, or did not say so. */
    void notSent(Outgoing event, String why);
}
