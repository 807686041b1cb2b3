package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.testing.Amqp.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event is when its route is through with it, whatever that does to it. */
class RoutedEventTest extends SentMeansSentRig {

    @Test
    void the_dead_letter_says_which_destination_has_no_route() throws Exception {
        start("- toD: \"amqp:queue:deliver/${variable.action}\"\n");
        becomes(event());

        Taken dead = dead();
        assertThat(dead.text("error"))
                .isEqualTo(
                        "the route task failed: IllegalArgumentException: there is no destination 'completed': no route"
                                + " begins with delivery:completed; the destinations are a, b");
        assertThat(dead.text("route")).isEqualTo("task");
    }

    @Test
    void an_event_keeps_its_id_even_if_its_route_removes_all_headers() throws Exception {
        start("- removeHeaders: {pattern: '*'}\n" + to("amqp:queue:deliver/a"));
        String id = io.stagedoor.testing.Events.newId();
        becomes(io.stagedoor.testing.Events.task(id, "completed"));

        Taken sent = takeAll("deliver/a").get(0);
        assertThat(sent.text("event_id")).isEqualTo(id);
        assertThat(sent.text("channel")).isEqualTo(CHANNEL);
        assertThat(sent.text("content_type")).isEqualTo("application/json");
    }

    @Test
    void an_invalid_event_is_a_dead_letter_even_if_its_route_does_not_validate() throws Exception {
        start(to("amqp:queue:deliver/a"));

        assertThat(becomes("{\"topic\":\"x\"}")).isEqualTo(counts("dead"));
        Taken dead = dead();
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo("required");
    }

    @Test
    void the_result_of_a_route_is_validated_where_the_route_says_so() throws Exception {
        start("""
                - to: json-validator:scaffolderTaskComplete
                - setBody: {constant: "{}"}
                - to: json-validator:scaffolderTaskComplete
                - to: amqp:queue:deliver/a
                """);

        assertThat(becomes(event())).isEqualTo(counts("dead"));
        assertThat(dead().text("reason")).isEqualTo("invalid");
    }

    @Test
    void a_bean_that_answers_on_another_thread_sends_nothing_there() throws Exception {
        start("""
                - process: {ref: "#class:io.stagedoor.routing.RoutedEventTest$Elsewhere"}
                - to: amqp:queue:deliver/a
                """);

        assertThat(becomes(event())).isEqualTo(counts("dead"));
        Taken dead = dead();
        assertThat(dead.text("reason")).isEqualTo("undeliverable");
        assertThat(dead.text("error")).contains("has moved the event to another thread");
    }

    /** As an asynchronous component would. */
    public static final class Elsewhere extends org.apache.camel.support.AsyncProcessorSupport {
        @Override
        public boolean process(org.apache.camel.Exchange exchange, org.apache.camel.AsyncCallback callback) {
            new Thread(() -> callback.done(false)).start();
            return false;
        }
    }

    @Test
    void a_route_configuration_cannot_disable_the_protection_of_the_channel() throws Exception {
        String configuration = """
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception: [java.lang.IllegalArgumentException]
                          handled: {constant: "false"}
                          steps:
                            - log: mine
                """;
        String route = route("task", "amqp:queue:" + CHANNEL, to("amqp:queue:deliver/a"))
                .replace("    id: task\n", "    id: task\n    routeConfigurationId: mine\n");
        start(List.of(
                new RouteFile("routes/configuration.yaml", configuration), new RouteFile("routes/task.yaml", route)));
        String event = event();

        assertThat(becomes(event)).isEqualTo(counts("a"));
        assertThat(becomes(event)).as("a duplicate").isEmpty();
        assertThat(becomes("{}")).as("an invalid event").isEqualTo(counts("dead"));
        assertThat(takeAll("deliver/a").get(0).text("channel")).isEqualTo(CHANNEL);
    }
}
