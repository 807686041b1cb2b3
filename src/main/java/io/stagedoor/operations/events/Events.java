package io.stagedoor.operations.events;

import io.stagedoor.archive.ArchiveSearch;
import io.stagedoor.archive.ArchivedEvent;
import io.stagedoor.contract.Channel;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.Timestamp;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.stagedoor.operations.Impossible;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.deadletters.DeadLetters;
import io.stagedoor.wire.EventProperties;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of an event: its attempts in the history, its dead letters, and its lines in archives on this machine.
 * An event that no destination has tried yet is not known. Thread-safe; every method waits.
 */
@Singleton
public class Events {

    /** Of one event. */
    public static final int MOST_ATTEMPTS = 200;

    /** The most that is read of the archives for one question. */
    private static final long ARCHIVE_BYTES = 256L * 1024 * 1024;

    private final Installation installation;
    private final Attempts attempts;
    private final DeadLetters deadLetters;
    private final Clock clock = Clock.systemUTC();

    public Events(Installation installation, Attempts attempts, DeadLetters deadLetters) {
        this.installation = installation;
        this.attempts = attempts;
        this.deadLetters = deadLetters;
    }

    /**
     * @throws NotFound when nothing is known of it
     * @throws IOException when the broker or a file does not answer
     */
    public EventLife life(String id) throws IOException {
        List<AttemptRecord> tried = attempts.kept()
                ? attempts.page(HistoryFilter.ofEvent(id), MOST_ATTEMPTS, null).items()
                : List.of();
        List<StoredDeadLetter> dead = deadLetters.find(id, Optional.empty());
        List<ArchivedEvent> archived = archived(id);
        if (tried.isEmpty() && dead.isEmpty() && archived.isEmpty()) {
            throw new NotFound(
                    "nothing is known of this event: no attempt in the history, no dead letter, no line in an"
                            + " archive on this machine. Perhaps no destination has tried it yet");
        }
        Set<String> routedTo = new TreeSet<>();
        tried.forEach(attempt -> routedTo.add(attempt.destination()));
        dead.forEach(letter -> letter.destination().ifPresent(routedTo::add));
        return new EventLife(
                id,
                first(
                        tried.stream().map(attempt -> attempt.event().channel()),
                        dead.stream().flatMap(letter -> letter.channel().stream()),
                        archived.stream().map(ArchivedEvent::channel)),
                first(
                        tried.stream().map(attempt -> attempt.event().received()),
                        dead.stream()
                                .flatMap(letter -> letter.text(EventProperties.RECEIVED).stream())
                                .flatMap(text -> Timestamp.parse(text).stream()),
                        archived.stream().map(ArchivedEvent::received)),
                routedTo,
                tried,
                dead,
                archived,
                copy(tried, dead, archived).isPresent());
    }

    @SafeVarargs
    private static <T> T first(Stream<T>... sources) {
        return Stream.of(sources)
                .flatMap(source -> source)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<ArchivedEvent> archived(String id) throws IOException {
        List<ArchivedEvent> archived = new ArrayList<>();
        for (Path folder : installation.parts().archives()) {
            archived.addAll(new ArchiveSearch(folder, ARCHIVE_BYTES).find(id));
        }
        return archived;
    }

    /**
     * Sends it to a destination again, with the same id and body: a receiver that knows the id may drop it.
     *
     * @throws NotFound when nothing is known of the event, or there is no such destination
     * @throws Impossible when no copy of it is held any more
     * @throws IOException when the broker does not answer
     */
    public void sendAgain(String id, String destination, Actor who) throws IOException {
        String outcome = "failed";
        try {
            installation.destination(destination);
            EventLife life = life(id);
            DestinationSender.Outgoing copy = copy(life.attempts(), life.deadLetters(), life.archived())
                    .orElseThrow(() -> new Impossible("the event itself is not held any more: the history, the dead"
                            + " letters and the archives on this machine have no copy of it"));
            DestinationSender.send(installation.parts().broker(), destination, copy);
            outcome = "done";
        } catch (NotFound e) {
            outcome = "not found";
            throw e;
        } finally {
            Audit.write("send-again", who, id, outcome, Map.of("to", destination));
        }
    }

    private Optional<DestinationSender.Outgoing> copy(
            List<AttemptRecord> tried, List<StoredDeadLetter> dead, List<ArchivedEvent> archived) {
        return Stream.of(
                        tried.stream()
                                .map(AttemptRecord::event)
                                .filter(event -> event.body() != null)
                                .map(event -> outgoing(event.id(), event.channel(), event.received(), event.body())),
                        dead.stream()
                                .filter(StoredDeadLetter::readable)
                                .filter(letter -> letter.channel().isPresent())
                                .map(letter -> outgoing(
                                        letter.id(),
                                        letter.channel().get(),
                                        letter.text(EventProperties.RECEIVED)
                                                .flatMap(Timestamp::parse)
                                                .orElse(null),
                                        letter.body())),
                        archived.stream()
                                .map(line -> outgoing(line.id(), line.channel(), line.received(), line.body())))
                .flatMap(copies -> copies)
                .findFirst();
    }

    private DestinationSender.Outgoing outgoing(String id, String channel, Instant received, byte[] body) {
        String type = installation
                .parts()
                .contract()
                .channel(channel)
                .map(Channel::contentType)
                .orElse("application/json");
        Instant time = received == null ? clock.instant() : received;
        return new DestinationSender.Outgoing(id, channel, Timestamp.of(time), type, body);
    }
}
