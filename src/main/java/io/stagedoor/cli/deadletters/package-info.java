/**
 * {@code stagedoor dead-letters}: list, show, redrive, discard. Asks, prints and counts; {@code deadletter.redrive}
 * does the work. Knows no other command.
 */
package io.stagedoor.cli.deadletters;
