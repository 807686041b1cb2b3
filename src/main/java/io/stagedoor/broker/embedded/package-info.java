/**
 * The embedded broker: Artemis, started and stopped within the program. Only {@code Stagedoor} knows it, so that a build
 * without it is possible. Who may come in stands in {@code doors}, what is on the disk in {@code disk}.
 */
package io.stagedoor.broker.embedded;
