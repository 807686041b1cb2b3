package io.stagedoor.page.present;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.deadletters.DeadLetterCriteria;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.page.view.Choice;
import io.stagedoor.page.view.DeadLetters;
import io.stagedoor.page.view.Fact;
import io.stagedoor.text.DurationText;
import io.stagedoor.text.Plural;
import io.stagedoor.wire.QueueNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists dead letters, and turns the form of its filter into criteria. Each component is "" if the form leaves it empty.
 */
public record DeadLettersPresenter(
        String queue, String reason, String destination, String channel, String olderThan, String newerThan) {

    /** @throws IllegalArgumentException for a duration that is none; the message says so */
    public DeadLetterCriteria criteria() {
        return new DeadLetterCriteria(
                part(queue),
                part(reason),
                part(destination),
                part(channel),
                part(olderThan).map(DurationText::parse),
                part(newerThan).map(DurationText::parse));
    }

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Whether the counts of the queues tell how many match. */
    public boolean countsAreEnough() {
        return reason.isEmpty()
                && destination.isEmpty()
                && channel.isEmpty()
                && olderThan.isEmpty()
                && newerThan.isEmpty();
    }

    /** Whether the form leaves anything out. */
    public boolean filtered() {
        return !queue.isEmpty() || !countsAreEnough();
    }

    /**
     * @param counts how many each queue has
     * @param page null if the filter is wrong
     * @param problem what is wrong with the filter; null if nothing is
     * @param jobs that run
     */
    public DeadLetters list(
            Map<String, Long> counts, Page<StoredDeadLetter> page, String problem, List<Job> jobs, Instant now) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Fact> fields = fields();
        return new DeadLetters(
                Plural.of(all, "dead letter", "dead letters")
                        + (counts.size() > 1 ? " in " + Words.count(counts.size()) + " queues" : ""),
                jobs.stream().map(DeadLettersPresenter::running).toList(),
                queues(counts),
                AttemptsPresenter.choices("any", DeadLetterCriteria.REASONS, reason),
                destination,
                channel,
                olderThan,
                newerThan,
                filtered(),
                problem,
                fields,
                page == null
                        ? List.of()
                        : page.items().stream().map(each -> row(each, now)).toList(),
                page == null || page.next() == null ? null : "/dead-letters" + query(fields, page.next()),
                allText(counts, all));
    }

    /** By the queues that they came from: what all names have in common says nothing. */
    private List<Choice> queues(Map<String, Long> counts) {
        return AttemptsPresenter.choices("any", List.copyOf(counts.keySet()), queue).stream()
                .map(each -> QueueNames.isDeadLetter(each.value())
                        ? new Choice(each.value(), Words.foreign(QueueNames.originOf(each.value())), each.chosen())
                        : each)
                .toList();
    }

    private String allText(Map<String, Long> counts, long all) {
        if (!countsAreEnough()) {
            return "All that match the filter, not only those on this page; they are counted first";
        }
        long matching = queue.isEmpty() ? all : counts.getOrDefault(queue, 0L);
        return "All " + Words.count(matching) + ", not only those on this page";
    }

    private List<Fact> fields() {
        List<Fact> fields = new ArrayList<>();
        add(fields, "queue", queue);
        add(fields, "reason", reason);
        add(fields, "destination", destination);
        add(fields, "channel", channel);
        add(fields, "older-than", olderThan);
        add(fields, "newer-than", newerThan);
        return fields;
    }

    private static void add(List<Fact> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.add(new Fact(name, value));
        }
    }

    /** The path of the list with this filter. */
    public String path() {
        return "/dead-letters" + query(fields(), null);
    }

    private static String query(List<Fact> fields, String cursor) {
        StringBuilder query = new StringBuilder();
        if (cursor != null) {
            query.append("?cursor=").append(Words.inUrl(cursor));
        }
        fields.forEach(field -> query.append(query.isEmpty() ? '?' : '&')
                .append(field.name())
                .append('=')
                .append(Words.inUrl(field.value())));
        return query.toString();
    }

    private static DeadLetters.RunningJob running(Job job) {
        return new DeadLetters.RunningJob(
                "good",
                JobPresenter.state(job),
                job.order().action() + " " + Words.foreign(job.order().on()) + ", by "
                        + Words.foreign(job.order().by().name()),
                Paths.job(job.id()));
    }

    private static DeadLetters.Row row(StoredDeadLetter letter, Instant now) {
        return new DeadLetters.Row(
                letter.queue() + " " + letter.id(),
                Words.foreign(letter.id()),
                Words.shortId(letter.id()),
                Paths.deadLetter(letter.queue(), letter.id()),
                Words.foreign(letter.reason()),
                Words.foreign(letter.origin().orElse(letter.queue())),
                letter.attempts().map(String::valueOf).orElse("–"),
                letter.since()
                        .map(since -> Words.age(Duration.between(since, now)))
                        .orElse("–"),
                Words.foreign(letter.error()));
    }
}
