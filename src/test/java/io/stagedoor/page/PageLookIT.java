package io.stagedoor.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.testing.browser.Tab;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether everybody can use the page: on a phone, in the dark, by keyboard, with a screen reader, without JavaScript. */
@ExtendWith(SharedPage.class)
class PageLookIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/destinations",
            "/destinations/my-service",
            "/dead-letters",
            "/contract",
            "/contract/channel?address=backstage/scaffolder/task",
            "/event?id=unknown",
            "/nothing-here");

    private static final int MOST_BYTES = 150_000;

    /**
     * The lowest contrast of a text with what is behind it, WCAG 2.2, 1.4.3, and the text. Colours are opaque, or
     * transparent as a whole.
     */
    private static final String CONTRAST = """
            (() => {
              const parts = (c) => c.match(/[\\d.]+/g).map(Number);
              const light = (c) => parts(c).slice(0, 3).map((v) => v / 255)
                .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = (e) => { for (; e; e = e.parentElement) {
                const c = getComputedStyle(e).backgroundColor; if (parts(c)[3] !== 0) return c; } return 'rgb(255,255,255)'; };
              let worst = {ratio: 21, text: ''};
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let t = texts.nextNode(); t; t = texts.nextNode()) {
                const e = t.parentElement;
                if (!t.textContent.trim() || !e.checkVisibility() || e.closest('.unseen')) continue;
                const a = light(getComputedStyle(e).color), b = light(behind(e));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < worst.ratio) worst = {ratio, text: t.textContent.trim()};
              }
              return worst;
            })()""";

    /** What a screen reader needs and is missing. */
    private static final String MISSING = """
            (() => {
              const missing = [];
              const all = (s) => [...document.querySelectorAll(s)];
              if (all('main').length !== 1 || all('h1').length !== 1) missing.push('one main with one h1');
              if (document.documentElement.lang !== 'en' || !document.title) missing.push('language and title');
              all('input:not([type=hidden]), select, textarea').filter((e) => !e.labels.length && !e.ariaLabel)
                .forEach((e) => missing.push('label of ' + e.name));
              all('table.rows').filter((t) => !t.querySelector('th[scope=col]')).forEach(() => missing.push('headers'));
              all('a, button').filter((e) => !e.textContent.trim() && !e.ariaLabel).forEach((e) => missing.push(e.outerHTML));
              all('svg:not([role=img])').filter((e) => !e.closest('[aria-hidden]')).forEach(() => missing.push('svg'));
              all('[aria-labelledby]').filter((e) => !document.getElementById(e.getAttribute('aria-labelledby')))
                .forEach((e) => missing.push(e.getAttribute('aria-labelledby')));
              const ids = all('[id]').map((e) => e.id);
              ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => missing.push('twice: ' + id));
              all('h1, h2, h3').reduce((before, h) => {
                const level = Number(h.tagName[1]);
                if (level > before + 1) missing.push('heading ' + h.textContent);
                return level; }, 0);
              return missing;
            })()""";

    private static final String BYTES =
            "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                    + ".filter((e) => e.initiatorType !== 'fetch' && e.initiatorType !== 'eventsource')"
                    + ".reduce((sum, e) => sum + e.decodedBodySize, 0)";

    private final PageRig page;

    PageLookIT(PageRig page) {
        this.page = page;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_text_can_be_read_in_the_light_and_in_the_dark(boolean dark) {
        try (Tab tab = page.tab().dark(dark)) {
            for (String path : PAGES) {
                JsonNode worst = tab.open(path).eval(CONTRAST);
                assertThat(worst.path("ratio").asDouble())
                        .as(path + ": " + worst)
                        .isGreaterThanOrEqualTo(4.5);
            }
            assertThat(tab.eval("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo(dark ? "rgb(19, 21, 25)" : "rgb(247, 247, 248)");
            tab.open("/").picture(PageRig.picture(dark ? "overview-dark" : "overview-light"));
        }
    }

    @Test
    void on_a_phone_nothing_is_beside_the_window() {
        try (Tab tab = page.tab().size(360, 740)) {
            for (String path : PAGES) {
                PageRig.assertFits(tab.open(path));
            }
            tab.open("/").picture(PageRig.picture("phone"));
        }
    }

    @Test
    void a_screen_reader_finds_landmarks_headings_labels_and_headers() {
        try (Tab tab = page.tab()) {
            for (String path : PAGES) {
                assertThat(tab.open(path).eval(MISSING)).as(path).isEmpty();
            }
        }
    }

    @Test
    void a_page_with_all_that_it_loads_is_small_and_comes_from_one_origin() {
        try (Tab tab = page.tab()) {
            for (String path : PAGES) {
                assertThat(tab.open(path).eval(BYTES).asInt()).as(path).isBetween(1_000, MOST_BYTES);
                assertThat(tab.eval("performance.getEntriesByType('resource')"
                                        + ".filter((e) => !e.name.startsWith(location.origin)).length")
                                .asInt())
                        .isZero();
            }
        }
    }

    @Test
    void the_keyboard_alone_is_enough() {
        try (Tab tab = page.tab().open("/")) {
            tab.press("Tab");
            assertThat(focused(tab)).isEqualTo("Skip to the content");
            assertThat(tab.eval("document.activeElement.getBoundingClientRect().top")
                            .asInt())
                    .isNotNegative();
            tab.press("Enter").press("Tab");
            assertThat(tab.eval("document.activeElement.closest('main') !== null")
                            .asBoolean())
                    .isTrue();
            tab.open("/destinations/my-service");
            while (!focused(tab).equals("Pause")) {
                tab.press("Tab");
                assertThat(tab.eval("document.activeElement.tagName").asText()).isNotEqualTo("BODY");
            }
            assertThat(tab.eval("getComputedStyle(document.activeElement).outlineStyle")
                            .asText())
                    .isEqualTo("solid");
            tab.loading(() -> tab.press("Enter")).awaitText("Paused");
            while (!focused(tab).equals("Resume")) {
                tab.press("Tab");
            }
            tab.loading(() -> tab.press("Enter"));
            assertThat(tab.text()).contains("Its events are delivered again.");
        }
    }

    @Test
    void without_javascript_everything_but_the_updates_works() {
        try (Tab tab = page.tab().script(false).open("/destinations/my-service")) {
            tab.follow("form[action$=pause] button");
            assertThat(tab.text()).contains("Its events wait until it is resumed.");
            tab.follow("form[action$=resume] button");
            assertThat(tab.text()).contains("Its events are delivered again.");
        }
    }

    private static String focused(Tab tab) {
        return tab.eval("document.activeElement.textContent.trim()").asText();
    }
}
