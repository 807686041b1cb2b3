/**
 * {@code archive:<destination>}: events appended to files, one JSON object a line; an event counts as archived when it
 * is on the disk.
 *
 * <p>A destination like any other: knows the delivery stage by {@code delivery.attempt}, and no queue, no contract, no
 * route.
 */
package io.stagedoor.archive;
