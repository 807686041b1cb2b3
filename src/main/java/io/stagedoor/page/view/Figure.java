package io.stagedoor.page.view;

/**
 * A number that stands out.
 *
 * @param unit null for none
 */
public record Figure(String name, String value, String unit) {}
