/**
 * Remembers which events were routed: in memory, and in the queue {@code seen/<channel>} for other replicas and the
 * next start.
 *
 * <p>Knows the broker, and ids as text. Knows no event, no route and no transaction of routing.
 */
package io.stagedoor.routing.duplicates;
