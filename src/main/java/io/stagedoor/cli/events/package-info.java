/**
 * {@code stagedoor send} and {@code stagedoor validate}: reads events from files, finds the channel of each, and sends or
 * judges them. Knows no other command.
 */
package io.stagedoor.cli.events;
