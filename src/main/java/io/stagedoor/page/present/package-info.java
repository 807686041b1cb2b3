/**
 * Puts what the operations tell into words, figures and lines: from their records to those of
 * {@link io.stagedoor.page.view}.
 *
 * <p>Knows no HTTP, and asks the broker nothing.
 */
package io.stagedoor.page.present;
