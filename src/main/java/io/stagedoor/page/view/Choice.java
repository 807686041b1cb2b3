package io.stagedoor.page.view;

/** An entry of a list to choose from. */
public record Choice(String value, String text, boolean chosen) {}
