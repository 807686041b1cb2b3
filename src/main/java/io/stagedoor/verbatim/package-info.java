/**
 * Carries an option of {@code webhook:} unchanged from a route file to the webhook. Camel would decode, split or trim
 * it.
 *
 * <p>Knows neither routing, which encodes with it, nor delivery, which decodes.
 */
package io.stagedoor.verbatim;
