/**
 * The loss checker: numbered events through all channels, while program, broker and receivers are killed and their
 * connections are cut, and then the account of every single event.
 *
 * <pre>
 *  Producer ─x─▶ broker ◀─x─ replica 1 … n ─x─▶ receiver cmdb     x: a TcpProxy, which cuts
 *     │           │ ▲            │         └x─▶ receiver portal
 *     │ accepted, │ │            ▼                  │ answers, written down before they are given
 *     │ in doubt  │ └─ held   archives              │
 *     ▼           ▼            ▼                    ▼
 *  ═════════════════════════ Account ═════════════════════════ what each EventPlan event should have come to
 * </pre>
 *
 * <p>What each event should come to is a function of seed and number alone ({@link io.stagedoor.loss.plan.EventPlan}), so
 * that receivers and account agree without talking. This package only runs it and tells the result: {@code plan} knows
 * no other, {@code account} knows the plan, {@code rig} knows both, and none of them knows this package. {@code
 * benchmarks/README.md} says how to run it.
 */
package io.stagedoor.loss;
