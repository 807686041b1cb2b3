/**
 * Reads the history: finds in the index which segments can have what somebody looks for, and reads those, the newest
 * first.
 *
 * <p>Knows the broker and the segments. Knows nothing of how they are written.
 */
package io.stagedoor.history.read;
