package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches whom: services, and the policies of both ends. */
class NetworkTest extends RenderedTest {

    @Test
    void a_workload_selects_its_own_pods_and_no_others() {
        for (Pod pod : rendering.pods()) {
            assertThat(selected(Selector.of(pod.owner().path("spec").path("selector"))))
                    .containsExactly(pod);
        }
    }

    @Test
    void a_service_leads_to_one_kind_of_pods_and_to_ports_that_these_have() {
        assertThat(rendering.all("Service")).isNotEmpty().allSatisfy(service -> {
            List<Pod> pods = selected(new Selector(service.path("spec").path("selector")));
            assertThat(pods).hasSize(1);
            assertThat(each(service.path("spec").path("ports"))).isNotEmpty().allSatisfy(port -> {
                String target = port.path("targetPort").asText();
                assertThat(pods.get(0).ports()).containsKey(target);
                // No virtual address, no translation of ports.
                assertThat(port.path("port").asInt())
                        .isEqualTo(pods.get(0).ports().get(target));
            });
        });
        assertThat(rendering.broker().owner().path("spec").path("serviceName").asText())
                .isEqualTo(Rendering.nameOf(rendering.one("Service", "broker")));
    }

    @Test
    void pods_are_spread_among_their_own() {
        assertThat(rendering.pods())
                .allSatisfy(pod -> assertThat(each(pod.spec().path("topologySpreadConstraints")))
                        .allSatisfy(spread -> assertThat(selected(Selector.of(spread.path("labelSelector"))))
                                .containsExactly(pod)));
    }

    @Test
    void every_pod_has_a_policy_for_both_ways() {
        assertThat(rendering.pods())
                .allSatisfy(pod -> assertThat(policies(pod)).hasSize(1).allSatisfy(policy -> assertThat(
                                each(policy.path("spec").path("policyTypes")).map(JsonNode::asText))
                        .containsExactlyInAnyOrder("Ingress", "Egress")));
    }

    @Test
    void every_policy_is_for_one_kind_of_pods() {
        assertThat(rendering.all("NetworkPolicy")).allSatisfy(policy -> assertThat(
                        selected(Selector.of(policy.path("spec").path("podSelector"))))
                .hasSize(1));
    }

    @Test
    void the_program_reaches_the_broker_by_the_policies_of_both() {
        Pod program = rendering.program();
        Pod broker = rendering.broker();

        assertThat(rules(program, "egress", "to", broker, "amqp")).isNotEmpty();
        assertThat(rules(broker, "ingress", "from", program, "amqp")).isNotEmpty();
    }

    /** What a newcomer tries first: the webhook must arrive without a receiver of his own. */
    @Test
    void in_development_the_program_reaches_a_receiver_that_checks_its_signatures() {
        assumeTrue(rendering.name().equals(DEVELOPMENT));
        URI url = URI.create(rendering.settings().get("STAGEDOOR_DESTINATION_MY_SERVICE_URL"));
        JsonNode service = rendering.one("Service", url.getHost());
        Pod receiver =
                selected(new Selector(service.path("spec").path("selector"))).get(0);

        assertThat(service.path("spec").path("ports").path(0).path("port").asInt())
                .isEqualTo(url.getPort());
        assertThat(rules(receiver, "ingress", "from", rendering.program(), "webhooks"))
                .isNotEmpty();
        assertThat(each(policies(rendering.program()).get(0).path("spec").path("egress")))
                .anySatisfy(rule -> {
                    assertThat(rule.path("ports")).isEmpty();
                    assertThat(rule.path("to").path(0).path("namespaceSelector").isEmpty())
                            .isTrue();
                });
        assertThat(each(receiver.container().path("args")).map(JsonNode::asText))
                .containsExactly(
                        "receive",
                        "--host=0.0.0.0",
                        "--secret=" + rendering.settings().get("STAGEDOOR_DESTINATION_MY_SERVICE_SECRET"));
    }

    @Test
    void a_producer_reaches_the_broker_and_nobody_else_does() {
        JsonNode broker = policies(rendering.broker()).get(0).path("spec");

        assertThat(broker.path("egress")).isEmpty();
        assertThat(broker.path("ingress")).hasSize(1);
        assertThat(each(broker.path("ingress").path(0).path("from")))
                .hasSize(2)
                .allMatch(peer -> !peer.path("podSelector").path("matchLabels").isEmpty())
                .anyMatch(peer -> peer.path("podSelector")
                        .path("matchLabels")
                        .path("stagedoor.io/producer")
                        .asText()
                        .equals("true"));
    }

    @Test
    void the_program_finds_names_and_posts_and_never_to_the_metadata_address() {
        List<JsonNode> egress = each(policies(rendering.program())
                        .get(0)
                        .path("spec")
                        .path("egress"))
                .toList();

        assertThat(egress.stream().flatMap(rule -> each(rule.path("ports"))))
                .anyMatch(port -> port.path("port").asInt() == 53
                        && port.path("protocol").asText().equals("UDP"))
                .anyMatch(port -> port.path("port").asInt() == 443);
        assertThat(egress.stream().flatMap(rule -> each(rule.path("to"))))
                .filteredOn(peer -> peer.path("ipBlock").path("cidr").asText().equals("0.0.0.0/0"))
                .isNotEmpty()
                .allMatch(peer ->
                        peer.path("ipBlock").path("except").path(0).asText().equals("169.254.0.0/16"));
    }

    @Test
    void ports_of_policies_are_ports_of_pods() {
        for (Pod pod : rendering.pods()) {
            assertThat(each(policies(pod).get(0).path("spec").path("ingress"))
                            .flatMap(rule -> each(rule.path("ports")))
                            .map(port -> port.path("port").asText()))
                    .isSubsetOf(pod.ports().keySet());
        }
    }

    @Test
    void only_monitoring_reaches_the_management_of_the_program() {
        List<JsonNode> rules = each(policies(rendering.program())
                        .get(0)
                        .path("spec")
                        .path("ingress"))
                .filter(rule -> rule.path("ports").path(0).path("port").asText().equals("management"))
                .toList();

        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).path("ports")).hasSize(1);
        assertThat(rules.get(0)
                        .path("from")
                        .path(0)
                        .path("namespaceSelector")
                        .path("matchLabels")
                        .properties())
                .hasSize(1);
    }

    private List<Pod> selected(Selector selector) {
        return rendering.pods().stream()
                .filter(pod -> selector.selects(pod.labels()))
                .toList();
    }

    private List<JsonNode> policies(Pod pod) {
        return rendering.all("NetworkPolicy").stream()
                .filter(policy ->
                        Selector.of(policy.path("spec").path("podSelector")).selects(pod.labels()))
                .toList();
    }

    /** Rules of {@code pod} that let traffic pass to or from {@code other}, in the same namespace, at a named port. */
    private List<JsonNode> rules(Pod pod, String way, String peers, Pod other, String port) {
        Stream<JsonNode> rules = each(policies(pod).get(0).path("spec").path(way));
        return rules.filter(rule -> each(rule.path("ports"))
                        .anyMatch(candidate -> candidate.path("port").asText().equals(port)))
                .filter(rule -> each(rule.path(peers))
                        .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                        .anyMatch(peer -> Selector.of(peer.path("podSelector")).selects(other.labels())))
                .toList();
    }
}
