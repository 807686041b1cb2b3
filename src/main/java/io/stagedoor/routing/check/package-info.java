/**
 * What a route may not do, found before the program consumes anything: queues that are none, steps that would lose an
 * event or repeat it.
 *
 * <p>Knows the files ({@code routing.routes}), the contract and names of queues. Knows no message.
 */
package io.stagedoor.routing.check;
