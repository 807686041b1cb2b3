package io.stagedoor.delivery.webhook.answer;

import java.time.Instant;

/** The time at which answers arrive. */
abstract class WebhookAnswerRig {

    static final Instant NOW = Instant.parse("2026-11-23T07:24:39Z");
}
