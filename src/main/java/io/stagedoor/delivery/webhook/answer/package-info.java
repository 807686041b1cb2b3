/**
 * What a receiver's answer, or the lack of one, means for the event, and what of it may be repeated in logs and dead
 * letters.
 *
 * <p>Knows connections and their failures; knows neither event nor signature.
 */
package io.stagedoor.delivery.webhook.answer;
