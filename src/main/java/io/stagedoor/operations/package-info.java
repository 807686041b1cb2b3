/**
 * What people do with a running installation: look at channels, destinations, attempts, events and dead letters, and
 * act on them. The command line, the API and the page do it with these classes.
 *
 * <p>Knows no command line, no HTTP and no page.
 */
package io.stagedoor.operations;
