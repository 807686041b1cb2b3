/**
 * The page for people, rendered on the server: a resource for each thing that it shows.
 *
 * <pre>
 *  resource ─▶ operations ─▶ present ─▶ view ─▶ templates/page
 *       └────▶ 303 to a page that says what was done
 * </pre>
 *
 * <p>Without JavaScript all of it works; with it, a page fetches itself again when {@link io.stagedoor.page.Live} says
 * that something changed. Knows the operations, and no stage.
 */
package io.stagedoor.page;
