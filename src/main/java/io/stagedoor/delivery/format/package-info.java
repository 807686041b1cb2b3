/**
 * How an event is written in a request: unchanged, or as a CloudEvent 1.0.2 in either mode of its HTTP binding.
 *
 * <p>Pure functions from a delivery and its body to headers and bytes. Knows no URL, no secret and no HTTP client.
 */
package io.stagedoor.delivery.format;
