/**
 * Channels: what waits in each, which route takes it and where it may go. Knows no command line, no HTTP and no page.
 */
package io.stagedoor.operations.channels;
