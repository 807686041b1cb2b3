package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code attempt.html}.
 *
 * @param event its id as the form sends it
 * @param noAnswer why there is no response; null if there is one
 * @param body null if the history does not keep it
 */
public record Attempt(
        String event,
        String destination,
        String destinationHref,
        String number,
        String began,
        String level,
        String outcome,
        String error,
        boolean canSend,
        List<Fact> facts,
        List<Fact> requestHeaders,
        boolean answered,
        String status,
        List<Fact> responseHeaders,
        String responseBody,
        boolean truncated,
        String noAnswer,
        Body body,
        List<Attempts.Row> siblings) {}
