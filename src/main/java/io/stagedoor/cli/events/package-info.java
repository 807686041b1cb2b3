/**
 * {@code stagedoor send} and {@code stagedoor validate}: they read events from files, find the channel of each, and
 * send or check them. Knows no other command.
 */
package io.stagedoor.cli.events;
