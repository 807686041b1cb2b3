package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes of destinations as people write them: an attempt fails if its send fails, however the route handles that. */
class WholeAttemptTest {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        // This test is about its interceptors.
        DeliveryComponent delivery =
                new DeliveryComponent(null, Clock.systemUTC(), new Watch(new SimpleMeterRegistry()));
        camel.addComponent("delivery", delivery);
        camel.addComponent("receiver", new Receivers());
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    private static Arguments failed(String what, String steps, String handler) {
        return Arguments.of(Named.of(what, steps), handler, true, List.of());
    }

    private static Arguments delivered(String what, String steps, String handler, String... to) {
        return Arguments.of(Named.of(what, steps), handler, false, List.of(to));
    }

    private static final String DOWN = "- to: receiver:down\n";

    static Stream<Arguments> routes() {
        return Stream.of(
                failed("a send that fails", DOWN, ""),
                failed("it is caught", """
                        - doTry:
                            steps:
                              - to: receiver:down
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        """, ""),
                failed("it is handled", DOWN, """
                        - onException:
                            exception: [java.lang.Exception]
                            handled: {constant: "true"}
                        """),
                failed("the route continues", DOWN + "- log: on\n", """
                        - onException:
                            exception: [java.lang.Exception]
                            continued: {constant: "true"}
                        """),
                failed("it is in a direct: route that handles it", "- to: direct:handles\n- log: on\n", ""),
                failed(
                        "a toD",
                        "- doTry:\n    steps:\n      - toD: \"receiver:${variable.where}\"\n    doCatch:\n"
                                + "      - exception: [java.lang.Exception]\n        steps:\n          - log: caught\n",
                        ""),
                failed("the route marks a rollback", "- rollback: {markRollbackOnly: true}\n", ""),
                delivered("a send that succeeds", "- to: receiver:up\n", "", "up"),
                delivered("another destination in its place", """
                        - doTry:
                            steps:
                              - to: receiver:down
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - to: receiver:up
                        """, "", "up"),
                delivered("a send that is repeated at once", "- to: receiver:once\n", """
                        - onException:
                            exception: [java.lang.Exception]
                            redeliveryPolicy: {maximumRedeliveries: 2, redeliveryDelay: 1}
                        """, "once"),
                delivered("a step that fails without a send is caught", """
                        - doTry:
                            steps:
                              - throwException: {exceptionType: java.io.IOException, message: x}
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        - to: receiver:up
                        """, "", "up"),
                delivered("a filter leaves it out", """
                        - filter:
                            constant: "false"
                            steps:
                              - to: receiver:down
                        """, ""));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void an_attempt_whose_last_send_failed_has_failed(String steps, String handler, boolean fails, List<String> to)
            throws Exception {
        load(handler + "- route:\n    id: x\n    from:\n      uri: direct:x\n      steps:\n" + steps.indent(8));
        load("- onException:\n    exception: [java.lang.Exception]\n    handled: {constant: \"true\"}\n"
                + "- route:\n    id: handles\n    from:\n      uri: direct:handles\n      steps:\n" + DOWN.indent(8));
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("where", "down");

        new WholeAttempt(camel.getRoute("x").getProcessor()).process(exchange);

        assertThat(exchange.getException() != null).isEqualTo(fails);
        assertThat(received).isEqualTo(to);
    }

    private void load(String yaml) throws Exception {
        Resource resource = ResourceHelper.fromString("x.yaml", yaml);
        camel.addRoutes(
                PluginHelper.getRoutesLoader(camel).getRoutesLoader("yaml").loadRoutesBuilder(resource));
    }

    /** {@code receiver:down} refuses every event, {@code receiver:once} the first. */
    private final class Receivers extends DefaultComponent {

        private boolean refused;

        @Override
        protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) throws IOException {
                            if (name.equals("down") || name.equals("once") && !refused) {
                                refused = true;
                                throw new IOException("no route to host");
                            }
                            received.add(name);
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
