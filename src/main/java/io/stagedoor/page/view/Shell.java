package io.stagedoor.page.view;

/**
 * The frame around every page.
 *
 * @param section the entry of the menu that is the current one
 * @param menu whether to show the menu: not before a login
 * @param live whether the page keeps itself up to date
 * @param person who is logged in; null where no login is needed
 * @param operator whether to show what changes something
 * @param away why the page cannot know everything now; null if it can
 * @param deadLetters how many there are, such as {@code 1,204}; null for none
 * @param flash what the last action did; null if there was none
 * @param now the time of the shown state, {@code 2026-11-30 06:12:09}
 */
public record Shell(
        String title,
        String section,
        boolean menu,
        boolean live,
        String person,
        String role,
        boolean operator,
        String away,
        String deadLetters,
        Flash flash,
        String now,
        Assets assets) {

    /** @param level {@code good}, {@code warn} or {@code bad} */
    public record Flash(String level, String word, String text) {}

    /** The paths of what each page loads. */
    public record Assets(String icon, String style, String script) {}
}
