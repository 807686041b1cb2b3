package io.stagedoor.page.view;

/**
 * A name and its value.
 *
 * @param href where the value leads; null if nowhere
 */
public record Fact(String name, String value, String href) {

    public Fact(String name, String value) {
        this(name, value, null);
    }
}
