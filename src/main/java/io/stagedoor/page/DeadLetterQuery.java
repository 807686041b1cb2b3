package io.stagedoor.page;

import io.stagedoor.page.present.DeadLettersPresenter;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields of the filter of dead letters, in the query of a list or in the form of an action; "" for empty ones. */
public final class DeadLetterQuery {

    private DeadLetterQuery() {}

    /** In the query. */
    public static class Fields {

        @RestQuery
        String queue;

        @RestQuery
        String reason;

        @RestQuery
        String destination;

        @RestQuery
        String channel;

        @RestQuery("older-than")
        String olderThan;

        @RestQuery("newer-than")
        String newerThan;

        @RestQuery
        String cursor;

        DeadLettersPresenter presenter() {
            return of(queue, reason, destination, channel, olderThan, newerThan);
        }
    }

    /** In the form. */
    public static class Form {

        @RestForm
        String queue;

        @RestForm
        String reason;

        @RestForm
        String destination;

        @RestForm
        String channel;

        @RestForm("older-than")
        String olderThan;

        @RestForm("newer-than")
        String newerThan;

        DeadLettersPresenter presenter() {
            return of(queue, reason, destination, channel, olderThan, newerThan);
        }
    }

    private static DeadLettersPresenter of(
            String queue, String reason, String destination, String channel, String olderThan, String newerThan) {
        return new DeadLettersPresenter(
                text(queue), text(reason), text(destination), text(channel), text(olderThan), text(newerThan));
    }

    /** @param field null if the request does not have it */
    private static String text(String field) {
        return field == null ? "" : field.strip();
    }
}
