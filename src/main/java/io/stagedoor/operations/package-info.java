/**
 * What people do with a running installation: look at channels, destinations, attempts, events and dead letters, and
 * act on them. The command line, the API and the page do it with these classes.
 *
 * <pre>
 *  command line ─┐
 *  API ──────────┼─▶ channels, destinations, deadletters, events ─▶ the broker's queues, the history, the archive
 *  page ─────────┘                      └─▶ jobs: what takes longer than a request
 * </pre>
 *
 * <p>This package has what the others share. It knows no command line, no HTTP and no page.
 */
package io.stagedoor.operations;
