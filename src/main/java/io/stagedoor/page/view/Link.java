package io.stagedoor.page.view;

/** A way to another page. */
public record Link(String href, String text) {}
