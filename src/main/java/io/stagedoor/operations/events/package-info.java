/**
 * Events: the attempts at each, its life by its id, sending one again, and test events. Knows no command line, no HTTP
 * and no page.
 */
package io.stagedoor.operations.events;
