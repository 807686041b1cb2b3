/**
 * Jobs: what takes longer than a request, in the background, with progress, and can be cancelled. Knows no dead letters,
 * no command line, no HTTP and no page.
 */
package io.stagedoor.operations.jobs;
