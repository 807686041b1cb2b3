/**
 * The delivery history: every attempt of the delivery stage, kept in the broker and nowhere else. This package contains
 * what a reader needs: {@link io.stagedoor.history.History} answers a {@link io.stagedoor.history.HistoryFilter} with
 * pages of {@link io.stagedoor.history.AttemptRecord}.
 *
 * <p>Knows no broker and no stage.
 */
package io.stagedoor.history;
