/**
 * Checks of the routes before the program consumes anything: wrong queues, and steps that would lose or repeat an
 * event.
 *
 * <p>Knows the files ({@code routing.routes}), the contract and names of queues. Knows no message.
 */
package io.stagedoor.routing.check;
