package io.stagedoor.page.view;

/** {@code fault.html}: a page that cannot be shown. */
public record Fault(String status, String title, String detail) {}
