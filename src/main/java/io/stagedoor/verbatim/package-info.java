/**
 * How an option of {@code webhook:} gets from a route file to the webhook untouched by Camel, which would decode, split or
 * trim it.
 *
 * <p>Knows neither routing nor delivery: the one encodes with it, the other decodes.
 */
package io.stagedoor.verbatim;
