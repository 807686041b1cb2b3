package io.stagedoor;

import io.stagedoor.delivery.order.OrderIT;
import io.stagedoor.delivery.webhook.WebhookContentIT;
import io.stagedoor.delivery.webhook.WebhookWayIT;
import io.stagedoor.fuzz.HostileInputIT;
import io.stagedoor.fuzz.OddPartsIT;
import io.stagedoor.management.ManagementIT;
import io.stagedoor.management.MetricsOverHttpIT;
import io.stagedoor.routing.duplicates.DuplicatesIT;
import io.stagedoor.routing.duplicates.DuplicatesKillIT;
import io.stagedoor.testing.NativeExecutable;
import org.junit.jupiter.api.Nested;

/** What is promised of the jar is promised of the native executable: the same tests, with it as the program. */
@NativeExecutable
class NativeIT {

    /** Four channels, signed webhooks, archives, dead letters; routes that are read at run time. */
    @Nested
    class Flow extends FlowIT {}

    /** The same on a standalone Artemis, with a login. */
    @Nested
    class ContainerBrokerFlow extends ContainerBrokerFlowIT {}

    @Nested
    class FifthChannel extends FifthChannelIT {}

    /** jq, CloudEvents, both signatures, OAuth 2, headers of one's own. */
    @Nested
    class WebhookContent extends WebhookContentIT {}

    /** Mutual TLS, with certificates that are replaced; the egress rule. */
    @Nested
    class WebhookWay extends WebhookWayIT {}

    @Nested
    class Duplicates extends DuplicatesIT {}

    @Nested
    class DuplicatesKill extends DuplicatesKillIT {}

    @Nested
    class Order extends OrderIT {}

    @Nested
    class HostileInput extends HostileInputIT {}

    @Nested
    class OddParts extends OddPartsIT {}

    /** Health and metrics, as a cluster asks for them. */
    @Nested
    class Management extends ManagementIT {}

    @Nested
    class Metrics extends MetricsOverHttpIT {}

    @Nested
    class Stop extends StopIT {}

    @Nested
    class Kill extends KillIT {}

    @Nested
    class DeadLettersKill extends DeadLettersKillIT {}
}
