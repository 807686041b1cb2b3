/**
 * Stagedoor: events from AMQP queues, checked against the contract, routed by their action, delivered; none lost.
 *
 * <pre>
 *  backstage/…           ┌─────────────── routing ───────────────┐
 *  a queue a channel ──▶ │ intake ─▶ json-validator ─▶ choice    │   one broker transaction, several events to it
 *                        └──┬─────────────────────────────┬──────┘
 *                           ▼ invalid, unrouted           ▼
 *                        dead-letter/…               deliver/x, a queue a destination
 *                           ▲                             │
 *                        ┌──┴────────── delivery ─────────▼──────┐
 *                        │ attempt ─▶ accept, delay or give up   │   each destination for itself
 *                        └─────────────────┬─────────────────────┘
 *                                          ▼
 *                             delivery.webhook, archive, any Camel endpoint
 * </pre>
 *
 * <p>Dependencies point one way, and {@code ArchitectureTest} holds them to it:
 *
 * <pre>
 *  cli ─▶ Stagedoor ─▶ routing ─▶ contract, deadletter ─▶ event
 *                  ├─▶ archive, delivery.webhook ─▶ delivery ─▶ deadletter, broker
 *                  │            delivery.webhook ─▶ egress
 *                  ├─▶ broker.embedded
 *                  └─▶ management ─▶ watch, broker          each stage ─▶ watch
 * </pre>
 *
 * <p>The two stages do not know each other: what they share is the queue between them and the properties of its
 * messages. This package puts the stages together, and lends them its settings and its way to refuse a start.
 */
package io.stagedoor;
