/**
 * The command line as a whole: which commands there are, how they are started, what an error looks like. {@code run} starts
 * the program, {@code health} asks it; the others stand in the rooms beside this one, by the noun that they are about.
 *
 * <p>Nobody knows the command line; its rooms know {@code cli.common} and not each other.
 */
package io.stagedoor.cli;
