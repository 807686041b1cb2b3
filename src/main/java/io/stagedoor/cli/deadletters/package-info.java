/**
 * {@code stagedoor dead-letters}: list, show, redrive, discard. Asks, prints and counts; the work is done by
 * {@code deadletter.redrive}. Knows no other command.
 */
package io.stagedoor.cli.deadletters;
