package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code channel.html}: one channel of the contract.
 *
 * @param fault why the draft was not sent; null if it was not refused
 * @param draft the event in the form; null if none can be sent
 */
public record Channel(
        String address, String href, String description, String fault, List<Message> messages, String draft) {

    /**
     * @param example null if it has none
     * @param schema null for any JSON
     */
    public record Message(String title, String summary, Body example, Body schema) {}
}
