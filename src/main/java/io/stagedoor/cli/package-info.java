/**
 * The command line as a whole: which commands there are, how they start, what an error looks like. {@code run} starts
 * the program, {@code health} asks it. The other commands are in the packages below, one for each noun.
 *
 * <p>No other package knows the command line. Its packages know {@code cli.common}, and not each other.
 */
package io.stagedoor.cli;
