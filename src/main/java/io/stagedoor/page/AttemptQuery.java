package io.stagedoor.page;

import io.stagedoor.page.present.AttemptsPresenter;
import jakarta.ws.rs.QueryParam;

/** The fields of the filter of attempts, as a browser sends them: "" for an empty one. */
public class AttemptQuery {

    @QueryParam("outcome")
    String outcome;

    @QueryParam("status")
    String status;

    @QueryParam("event")
    String event;

    @QueryParam("subject")
    String subject;

    @QueryParam("channel")
    String channel;

    @QueryParam("since")
    String since;

    @QueryParam("cursor")
    String cursor;

    AttemptsPresenter presenter() {
        return new AttemptsPresenter(
                text(outcome), text(status), text(event), text(subject), text(channel), text(since));
    }

    /** @param field null if the request does not have it */
    private static String text(String field) {
        return field == null ? "" : field.strip();
    }
}
