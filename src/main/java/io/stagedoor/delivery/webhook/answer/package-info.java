/**
 * Interprets a receiver's answer, or the lack of one, and decides which parts of it logs and dead letters may contain.
 *
 * <p>Knows connections and their failures; knows neither event nor signature.
 */
package io.stagedoor.delivery.webhook.answer;
