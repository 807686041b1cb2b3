package io.stagedoor.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.browser.Tab;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person does with dead letters in a browser. Each test has a channel of its own, and leaves none behind. */
@ExtendWith(SharedPage.class)
class PageDeadLettersIT {

    /** Scripts, links, quotes, NUL, a change of the direction of writing, and an escape sequence. */
    private static final String HOSTILE =
            "{\"a\": \"</pre><script>window.hostile = 1</script><img src=x onerror='window.hostile=2'>"
                    + " {page.secret} \\u0000 \u202Egnp.exe \u001B[31m\"}";

    private final PageRig page;

    PageDeadLettersIT(PageRig page) {
        this.page = page;
    }

    @BeforeEach
    void delivers() {
        page.answers(204);
    }

    @Test
    void a_dead_letter_shows_its_body_with_the_fault_marked() throws Exception {
        String id = Events.newId();
        page.send(Events.TASK, PageRig.invalid(id).getBytes(StandardCharsets.UTF_8));
        try (Tab tab = page.tab()) {
            list(tab, Events.TASK, 1).follow("a.id[title='" + id + "']");

            assertThat(tab.text()).contains("invalid", "The fault: line 4", "JSON pointer /eventPayload/action");
            assertThat(tab.eval("document.querySelector('tr.fault td:last-child').textContent")
                            .asText())
                    .contains("^ enum: ");
            tab.picture(PageRig.picture("dead-letter"));
            discardAll(tab, Events.TASK, 1);
        }
    }

    @Test
    void a_hostile_body_is_text_and_nothing_else() throws Exception {
        byte[] broken = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', 0, '<', 'b', '>'};
        String longLine = "{\"a\": \"" + "<b>".repeat(80_000) + "\"";
        page.send(Events.LOCATION, HOSTILE.getBytes(StandardCharsets.UTF_8));
        page.send(Events.LOCATION, broken);
        page.send(Events.LOCATION, longLine.getBytes(StandardCharsets.UTF_8));
        try (Tab tab = page.tab()) {
            list(tab, Events.LOCATION, 3);
            List<String> links = List.of("1", "2", "3").stream()
                    .map(row -> tab.eval("document.querySelector('tbody tr:nth-child(" + row + ") a.id').href")
                            .asText())
                    .toList();
            for (String link : links) {
                tab.loading(() -> tab.eval("location.href = '" + link + "'"));
                assertThat(tab.eval("window.hostile === undefined").asBoolean()).isTrue();
                assertThat(tab.eval("document.querySelectorAll('.body b, .body img, .body script').length")
                                .asInt())
                        .isZero();
                assertThat(tab.eval("/[\\u0000\\u202E\\u001B]/.test(document.body.textContent)")
                                .asBoolean())
                        .isFalse();
                assertThat(tab.eval("document.documentElement.outerHTML.length").asInt())
                        .isLessThan(150_000);
                PageRig.assertFits(tab.size(360, 740));
                tab.size(1280, 900);
            }
            discardAll(tab, Events.LOCATION, 3);
        }
    }

    @Test
    void some_are_redriven_after_a_question_that_states_the_number() throws Exception {
        for (int i = 0; i < 3; i++) {
            page.send(Events.BUILD, ("{\"n\": " + i + "}").getBytes(StandardCharsets.UTF_8));
        }
        try (Tab tab = page.tab()) {
            list(tab, Events.BUILD, 3);
            tab.picture(PageRig.picture("dead-letters"));
            tab.click("tbody tr:nth-child(1) input").click("tbody tr:nth-child(2) input");
            tab.follow("button[value=redrive]").awaitText("Redrive 2 dead letters?");
            tab.picture(PageRig.picture("confirm"));
            tab.follow("main button.main").awaitText("2\nto " + Events.BUILD).awaitText("Done");
            // They are as invalid as before.
            list(tab, Events.BUILD, 3);
            discardAll(tab, Events.BUILD, 3);
        }
    }

    @Test
    void those_that_are_not_valid_now_stay_and_the_page_says_why() throws Exception {
        page.send(Events.ENTITY, "{}".getBytes(StandardCharsets.UTF_8));
        try (Tab tab = page.tab()) {
            list(tab, Events.ENTITY, 1).click("tbody tr:nth-child(1) input");
            tab.follow("button[value=revalidate]").awaitText("There is nothing to revalidate");
            assertThat(tab.text()).contains("stay: ");
            discardAll(tab, Events.ENTITY, 1);
        }
    }

    @Test
    void nothing_selected_and_a_wrong_filter_are_told() throws Exception {
        page.send(Events.ENTITY, "{}".getBytes(StandardCharsets.UTF_8));
        try (Tab tab = page.tab()) {
            list(tab, Events.ENTITY, 1).follow("button[value=discard]");
            assertThat(tab.text()).contains("no dead letter is selected".substring(3));
            tab.open("/dead-letters?older-than=yesterday");
            assertThat(tab.text()).contains("The filter cannot be used", "'yesterday' is not a duration");
            tab.open("/dead-letters?queue=dead-letter/none");
            assertThat(tab.text()).contains("the broker has no queue 'dead-letter/none'");
            tab.open("/dead-letters/plans/unknown");
            assertThat(tab.text()).contains("404", "choose again on the list");
            discardAll(tab, Events.ENTITY, 1);
        }
    }

    @Test
    void a_job_can_be_cancelled() throws Exception {
        try (var amqp = page.amqp()) {
            amqp.sendAll(
                    Events.BUILD,
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> Message.create(("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8)))
                            .toList());
        }
        try (Tab tab = page.tab()) {
            list(tab, Events.BUILD, 20_000);
            tab.click("input[name=all]").follow("button[value=redrive]").awaitText("Redrive 20,000 dead letters?");
            tab.follow("main button.main");
            tab.await("document.querySelector('main button.danger') !== null").follow("main button.danger");
            tab.awaitText("Cancelled");
            list(tab, Events.BUILD, 20_000);
            discardAll(tab, Events.BUILD, 20_000);
        }
    }

    /** Opens the list of a channel's dead letters when it has so many. */
    private static Tab list(Tab tab, String channel, int count) {
        String many = String.format("%,d", count);
        return tab.openUntil(
                "/dead-letters?queue=dead-letter/" + channel, "document.body.innerText.includes('All " + many + ", ')");
    }

    private static void discardAll(Tab tab, String channel, int count) {
        list(tab, channel, count).click("input[name=all]").follow("button[value=discard]");
        tab.awaitText(String.format("Discard %,d dead letter", count)).follow("main button.danger");
        tab.awaitText("from dead-letter/" + channel); // 'Done' is a heading of the page from its beginning on.
    }
}
