/**
 * Operator events: trouble of the program is itself an event, on a channel of its own, which a route delivers like any
 * other.
 *
 * <pre>
 *   what health and metrics know ─▶ Observer ─▶ Transitions ─▶ OperatorEvents ─▶ stagedoor/operator ─▶ a route
 *        (every 5 s)                 troubles     begins, ends      sends
 * </pre>
 *
 * <p>Knows the broker, and what health and metrics know of the program. Knows neither stage: a destination is a name
 * here.
 */
package io.stagedoor.operator;
