/**
 * The files that a page loads: one style sheet, one script, one icon, from our own origin.
 *
 * <p>Knows the paths that a page shows, and nothing else.
 */
package io.stagedoor.page.asset;
