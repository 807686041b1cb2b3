/**
 * {@code archive:<destination>}: events appended to files, one JSON object a line; an event counts as archived when it
 * is on the disk.
 *
 * <p>A destination like any other. Knows {@code delivery.attempt} of the delivery stage, and no queue, no contract, no
 * route.
 */
package io.stagedoor.archive;
