package io.stagedoor.page.view;

import java.util.List;

/** {@code contract.html}. */
public record Contract(String title, String subtitle, List<String> remarks, List<Row> channels) {

    public record Row(String href, String address, String description, String messages, String route) {}
}
