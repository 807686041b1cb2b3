package io.stagedoor.event;

/**
 * The place of a character in a text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record TextPlace(int line, int column) {}
