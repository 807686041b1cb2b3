/**
 * The command line: {@code run} starts the program; the others are tools beside it, for trying, checking and looking.
 *
 * <p>May know the contract, the events and the broker. Nobody knows it.
 */
package io.stagedoor.cli;
