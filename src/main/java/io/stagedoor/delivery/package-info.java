/**
 * The delivery stage: {@code delivery:<destination>} takes events from the queue {@code deliver/<destination>}, sends
 * each through the destination's route, and settles it by what came of it: delivered, tried again later, or a dead
 * letter.
 *
 * <p>What was tried so far travels in the message, never in memory. Knows no contract, no channel's route, and no way to
 * deliver: webhooks and the archive know this package, not the other way round.
 */
package io.stagedoor.delivery;
