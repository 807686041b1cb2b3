package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of endpoints that may lose events. */
class RefusedOptionsTest extends RefusedStepsRig {

    private static Stream<String> options() {
        return Stream.of(
                "transacted=false",
                "acknowledgementModeName=AUTO_ACKNOWLEDGE",
                "asyncConsumer=true",
                "replyTo=x",
                "disableReplyTo=false",
                "connectionFactory=#x",
                "consumerType=Simple",
                "messageListenerContainerFactory=#x",
                "mapJmsMessage=true",
                "exchangePattern=InOut",
                "exceptionHandler=#x",
                "autoStartup=false",
                "timeToLive=1000",
                "deliveryPersistent=false",
                "deliveryMode=1",
                "explicitQosEnabled=true",
                "preserveMessageQos=true",
                "jmsMessageType=Object",
                "jmsMessageType=Map",
                "headerFilterStrategy=#x");
    }

    @ParameterizedTest
    @MethodSource("options")
    void an_option_that_may_lose_events_is_refused_where_a_route_begins(String option) {
        assertThatThrownBy(() -> load(new RouteFile(
                        "routes/c.yaml", RoutesRig.route("c", ENTITY + "?" + option, "- to: amqp:queue:deliver/a"))))
                .hasMessageStartingWith(
                        "routes/c.yaml:5: amqp: with " + option.replaceFirst("=.*", "") + " may lose events");
    }

    @ParameterizedTest
    @MethodSource("options")
    void an_option_that_may_lose_events_is_refused_where_a_route_sends(String option) {
        assertThatThrownBy(() -> load(new RouteFile(
                        "routes/c.yaml", RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a?" + option))))
                .hasMessageStartingWith(
                        "routes/c.yaml:7: amqp: with " + option.replaceFirst("=.*", "") + " may lose events");
    }

    @Test
    void options_that_keep_every_event_are_permitted() throws Exception {
        assertThat(
                        load(
                                new RouteFile(
                                        "routes/c.yaml",
                                        RoutesRig.route(
                                                "c",
                                                ENTITY + "?concurrentConsumers=2&maxConcurrentConsumers=4",
                                                "- to: amqp:queue:deliver/a?jmsMessageType=Text\n- to: amqp:queue:held/x?deliveryDelay=5"))))
                .hasSize(2);
    }
}
