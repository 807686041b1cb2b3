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
 * <p>Dependencies point one way; {@code ArchitectureTest} checks it:
 *
 * <pre>
 *  cli ─▶ settings ─▶ what each package wants to be told
 *   ├───▶ operations ─▶ what the command line, the API and the page do with a running installation
 *   ├───▶ deadletter.redrive ─▶ contract, deadletter, broker.queue
 *   └───▶ Stagedoor ─▶ routing ─▶ contract, deadletter ─▶ event
 *                  ├─▶ archive, delivery.webhook ─▶ delivery.attempt
 *                  │            delivery.webhook ─▶ egress, secret
 *                  ├─▶ delivery ─▶ deadletter, broker.queue ─▶ broker
 *                  ├─▶ broker.embedded
 *                  └─▶ management ─▶ watch, broker          each stage ─▶ watch
 *  every package may use: wire, event, text, start
 * </pre>
 *
 * <p>The two stages do not know each other. They share the queue between them and the properties of its messages, which
 * {@code wire} declares. This package only puts the stages together.
 */
package io.stagedoor;
