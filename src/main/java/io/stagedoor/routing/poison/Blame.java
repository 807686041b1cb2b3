package io.stagedoor.routing.poison;

import io.quarkus.runtime.util.ExceptionUtil;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Worker;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsEndpoint;
import org.jboss.logging.Logger;

/**
 * Decides who is at fault when a channel's batch is rolled back although the connection works: the broker, if it
 * refused something, otherwise the event or its route.
 */
public final class Blame {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    /** JMS exceptions that concern the message, and not the broker. */
    private static final Set<Class<? extends JMSException>> OF_THE_MESSAGE = Set.of(
            MessageFormatException.class,
            MessageNotWriteableException.class,
            MessageNotReadableException.class,
            MessageEOFException.class);

    private static final String CONDITION = "[condition = ";

    private final JmsEndpoint endpoint;
    private final String channel;
    private final Suspects suspects;
    private final Worker worker;
    private final RepeatedLines lines = new RepeatedLines(Duration.ofSeconds(10), 100, System::nanoTime);

    public Blame(JmsEndpoint endpoint, Suspects suspects, Worker worker) {
        this.endpoint = endpoint;
        this.channel = endpoint.getDestinationName();
        this.suspects = suspects;
        this.worker = worker;
    }

    /** The id of the channel's route. */
    public String route() {
        return endpoint.getCamelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() == endpoint)
                .map(Route::getRouteId)
                .findFirst()
                .orElse(channel);
    }

    public void committed(List<Received> messages) {
        suspects.forget(channel, messages);
        worker.progresses();
    }

    /** Whether the broker refused the request itself, and not the connection. Qpid JMS quotes the error condition. */
    public static boolean isVerdict(Throwable failure) {
        String message = String.valueOf(ExceptionUtil.getRootCause(failure).getMessage());
        return message.contains(CONDITION) && !message.contains(CONDITION + "amqp:connection");
    }

    /** What to do after a rollback, besides trying again. */
    public enum Then {
        TRY_AGAIN,
        /** The broker refused something. */
        PAUSE,
        /** The event cannot become a dead letter; only its bytes can. */
        QUARANTINE
    }

    public Then failed(BatchMessages messages, Throwable failure) {
        boolean refused = isRefusal(failure);
        Optional<Received> culprit = messages.culprit().filter(message -> !isOfTheMachine(failure));
        String error = "the route " + route() + " failed: " + rootMessage(failure);
        boolean known =
                culprit.flatMap(message -> suspects.error(channel, message)).isPresent();
        if (isOfTheMachine(failure)) {
            LOG.errorf("channel=%s: rolled back, the events stay: %s", channel, failure);
        } else if (culprit.isEmpty()) {
            suspects.doubt(channel, messages.all());
        } else if (!refused) {
            suspects.blame(channel, culprit.get(), error);
        } else if (!isOfTheBroker(failure)) {
            suspects.refused(channel, culprit.get(), error);
        }
        worker.fails(rootName(failure));
        tell(failure, refused, known);
        if (refused) {
            return Then.PAUSE;
        }
        return known ? Then.QUARANTINE : Then.TRY_AGAIN;
    }

    private void warn(String cause, String text) {
        lines.ask(cause)
                .ifPresent(before ->
                        LOG.warn(before > 0 ? text + " (and " + before + " times since the last such line)" : text));
    }

    /** Logs the rollback. An event that becomes a dead letter gets its log line there, and its error may quote it. */
    private void tell(Throwable failure, boolean refused, boolean known) {
        if (refused) {
            warn(
                    "refused " + ExceptionUtil.getRootCause(failure).getMessage(),
                    "channel=" + channel + ": rolled back, the events stay: the broker refused what the route sent: "
                            + ExceptionUtil.getRootCause(failure).getMessage());
        } else if (known) {
            warn(
                    "dead letter " + rootName(failure),
                    "channel=" + channel + ": rolled back, the event stays: it cannot be made a dead letter: "
                            + rootName(failure));
        } else {
            LOG.debugf(failure, "channel=%s: rolled back", channel);
        }
    }

    /** Whether memory ran out, or worse. A stack overflow is the event's fault: it is nested too deep. */
    private static boolean isOfTheMachine(Throwable failure) {
        return find(failure, VirtualMachineError.class)
                .filter(error -> !(error instanceof StackOverflowError))
                .isPresent();
    }

    /** A missing right or a full queue is never an event's fault. */
    private static boolean isOfTheBroker(Throwable failure) {
        return find(failure, JMSSecurityException.class).isPresent()
                || find(failure, ResourceAllocationException.class).isPresent();
    }

    private static boolean isRefusal(Throwable failure) {
        return find(failure, JMSException.class)
                .filter(jms -> OF_THE_MESSAGE.stream().noneMatch(about -> about.isInstance(jms)))
                .isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }

    private static String rootMessage(Throwable failure) {
        return rootName(failure) + ": " + ExceptionUtil.getRootCause(failure).getMessage();
    }

    private static String rootName(Throwable failure) {
        return ExceptionUtil.getRootCause(failure).getClass().getSimpleName();
    }
}
