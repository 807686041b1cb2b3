/**
 * The command line: {@code run} starts the program; the others are tools beside it, for trying, checking and looking.
 *
 * <p>May know the contract, the events, the broker and the signature of a webhook. Nobody knows it.
 */
package io.stagedoor.cli;
