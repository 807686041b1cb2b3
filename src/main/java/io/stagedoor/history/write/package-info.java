/**
 * Records each attempt, and keeps the history within its bounds.
 *
 * <pre>
 *   delivery stage ─▶ AttemptBuffer ─▶ HistoryWriter ─▶ Recorder ─▶ OpenSegments ─▶ SegmentLink ─▶ history/…
 *   many threads      bounded            its own thread                                              ▲
 *                                                                  every 30 s: HistoryTrim ──────────┘
 * </pre>
 *
 * <p>Knows the attempt and the broker. Knows no stage, and nothing of how the history is read. No delivery waits for it.
 */
package io.stagedoor.history.write;
