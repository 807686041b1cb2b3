/**
 * Destinations: how each fares, what waits for it and until when; pause and resume. Knows no command line, no HTTP and
 * no page.
 */
package io.stagedoor.operations.destinations;
