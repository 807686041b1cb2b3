/**
 * Dead letters of the running program: pages of them, one of them, and jobs that redrive or discard them. {@code
 * deadletter.redrive} does the work. Knows no command line, no HTTP and no page.
 */
package io.stagedoor.operations.deadletters;
