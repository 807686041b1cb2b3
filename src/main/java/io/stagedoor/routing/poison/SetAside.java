package io.stagedoor.routing.poison;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.routing.exchange.DeadLetterSender;
import io.stagedoor.routing.exchange.Intake;
import io.stagedoor.routing.exchange.InvalidEvent;
import io.stagedoor.routing.transaction.Event;
import io.stagedoor.routing.transaction.SeenEvents;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.UUID;

/** Makes a message on which its route failed before a dead letter, without running the route again. */
public final class SetAside {

    private final Contract contract;
    private final Intake intake;
    private final DeadLetterSender deadLetters;
    private final SeenEvents seen;

    public SetAside(Contract contract, Intake intake, DeadLetterSender deadLetters, SeenEvents seen) {
        this.contract = contract;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.seen = seen;
    }

    /** Sends it in the transaction of the session. */
    public void deadLetter(String address, String route, Message message, Session session, String error)
            throws JMSException {
        Channel channel = contract.channel(address).orElseThrow();
        Event event = new Event(channel, message, session);
        seen.current().takes(event);
        identify(event);
        deadLetters.send(event, DeadLetter.ofRoute(DeadLetterReason.UNDELIVERABLE, route, error));
    }

    private void identify(Event event) {
        try {
            intake.read(event);
        } catch (InvalidEvent | JMSException | RuntimeException | StackOverflowError unreadable) {
            if (event.id() == null) {
                event.read(UUID.randomUUID().toString(), null, null);
            }
        }
    }
}
