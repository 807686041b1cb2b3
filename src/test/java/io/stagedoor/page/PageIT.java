package io.stagedoor.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.browser.Tab;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees and does in a browser: the flow, a destination, an attempt, an event, the contract. */
@ExtendWith(SharedPage.class)
class PageIT {

    private static final String MY_SERVICE = "/destinations/my-service";

    private final PageRig page;

    PageIT(PageRig page) {
        this.page = page;
    }

    @BeforeEach
    void delivers() {
        page.answers(204);
    }

    @Test
    void the_overview_shows_the_flow() {
        try (Tab tab = page.tab().open("/").awaitText("Delivers")) {
            assertThat(tab.text())
                    .contains("Channels", Events.ENTITY, "Routes", "catalog-entity", "routes/catalog-entity.yaml")
                    .contains("Destinations", "archive", "my-service");
            assertThat(tab.eval("document.querySelectorAll('.flow path').length")
                            .asInt())
                    .isGreaterThanOrEqualTo(10);
            tab.follow(".flow a[href='" + MY_SERVICE + "']");
            assertThat(tab.eval("document.querySelector('h1').textContent").asText())
                    .isEqualTo("my-service");
        }
    }

    @Test
    void the_page_changes_without_being_loaded_again() throws Exception {
        try (Tab tab = page.tab().open(MY_SERVICE)) {
            tab.awaitText("Updates itself").eval("window.same = true");
            page.answers(503);
            String id = page.sendTask();
            tab.await("document.querySelector('#due a[href*=\"" + id + "\"]') !== null");
            assertThat(tab.eval("window.same").asBoolean()).isTrue();
            tab.awaitText("503").picture(PageRig.picture("destination"));
        }
    }

    @Test
    void a_pause_is_told_on_the_overview_which_leads_to_where_it_ends() throws Exception {
        try (Tab tab = page.tab().open(MY_SERVICE)) {
            tab.follow("form[action$=pause] button").awaitText("Its events wait until it is resumed.");
            page.sendTask();
            tab.open("/").awaitText("my-service: 1 waits");
            assertThat(tab.eval("document.querySelector('#wrong .note b').textContent")
                            .asText())
                    .isEqualTo("Paused");
            tab.picture(PageRig.picture("overview"));
            tab.follow("#wrong a[href='" + MY_SERVICE + "']");
            tab.follow("form[action$=resume] button").awaitText("Its events are delivered again.");
            tab.await("!document.body.innerText.includes('Paused')");
        }
    }

    @Test
    void a_test_event_goes_to_one_destination() {
        int before = page.receiver.requests().size();
        try (Tab tab = page.tab().open(MY_SERVICE)) {
            tab.follow("form[action$=test] button").awaitText("on its way to this destination alone");
            tab.awaitText("delivered");
        }
        assertThat(page.receiver.requests()).hasSizeGreaterThan(before);
    }

    @Test
    void an_attempt_shows_request_and_response_and_the_event_can_be_sent_again() throws Exception {
        page.answers(503);
        String id = page.sendTask();
        try (Tab tab = page.tab()) {
            tab.openUntil(MY_SERVICE + "?event=" + id, "document.querySelector('#attempts tbody a') !== null");
            tab.follow("#attempts tbody a");
            assertThat(tab.text())
                    .contains("webhook-id", id, "webhook-signature", "x-told", "the receiver says 503")
                    .contains("\"action\": \"completed\"", "All attempts of this event");
            tab.picture(PageRig.picture("attempt"));
            page.answers(204);
            tab.follow("form[action$=send-again] button")
                    .awaitText("with the same id")
                    .awaitText("delivered");
            assertThat(page.receiver.requests(id)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void attempts_are_filtered_and_a_wrong_filter_is_told() {
        try (Tab tab = page.tab().open(MY_SERVICE + "?status=5xx&outcome=retried")) {
            assertThat(tab.eval("[...document.querySelectorAll('#attempts td[data-name=Status]')]"
                                    + ".every((e) => e.textContent.startsWith('5'))")
                            .asBoolean())
                    .isTrue();
            tab.fill("#status", "abc").follow("#attempts-s form button");
            assertThat(tab.text()).contains("The filter cannot be used", "'abc' is not an HTTP status");
            tab.open(MY_SERVICE + "?event=none");
            assertThat(tab.text()).contains("No attempt matches");
        }
    }

    @Test
    void an_event_from_the_contract_is_sent_and_its_life_is_shown() {
        try (Tab tab = page.tab().open("/contract")) {
            tab.follow("a[href$='scaffolder%2Ftask']").awaitText("Example").picture(PageRig.picture("contract"));
            String example = tab.eval("document.querySelector('#body').value").asText();
            tab.fill("#body", example.replaceFirst("\"action\"\\s*:\\s*\"[a-z]+\"", "\"action\": 7"))
                    .follow("#send button");
            assertThat(tab.text()).contains("Not sent", "/eventPayload/action");
            tab.fill("#body", "{").follow("#send button");
            assertThat(tab.text()).contains("Not sent");
            tab.fill("#body", example.replaceFirst("\"action\"\\s*:\\s*\"[a-z]+\"", "\"action\": \"completed\""))
                    .follow("#send button");
            assertThat(tab.text()).contains("The broker has the event.");
            tab.awaitText("delivered").awaitText("archive").picture(PageRig.picture("event"));
            String id = tab.eval("document.querySelector('h1').textContent").asText();
            tab.open("/").fill("#find", id).loading(() -> tab.press("Enter"));
            assertThat(tab.path()).isEqualTo("/event?id=" + id);
        }
    }

    @Test
    void what_is_not_there_is_a_page_with_a_way_on() {
        try (Tab tab = page.tab()) {
            for (String path : List.of(
                    "/nothing-here", "/destinations/nobody", "/attempts/none", "/jobs/none", "/dead-letters/one")) {
                assertThat(tab.open(path).text()).as(path).contains("404", "To the overview");
            }
            assertThat(tab.open("/event?id=nobody-knows").text()).contains("Nothing is known of this event");
            assertThat(tab.open("/contract/channel?address=none").text()).contains("404");
        }
    }

    @Test
    void the_page_says_that_the_broker_is_away_and_comes_back_with_it() throws Exception {
        try (Tab tab = page.tab().open("/")) {
            tab.awaitText("Updates itself").eval("window.same = true");
            page.stopBroker();
            try {
                tab.awaitText("Broker away").picture(PageRig.picture("away"));
                assertThat(tab.text()).contains("Events wait in their queues, nothing is lost");
                tab.open("/destinations/my-service").awaitText("Broker away");
                tab.eval("window.same = true");
            } finally {
                page.startBroker();
            }
            tab.awaitText("Pause").await("!document.body.innerText.includes('Broker away')");
            assertThat(tab.eval("window.same").asBoolean()).isTrue();
        }
    }
}
