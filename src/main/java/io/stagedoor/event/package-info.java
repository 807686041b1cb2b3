/**
 * An event as this program sees it: bytes that must be one JSON value.
 *
 * <p>The bytes go to receivers unchanged. So this package refuses everything that a receiver's parser could read
 * differently: duplicate keys, malformed UTF-8, text after the value. It knows no queue, no contract, no route and no
 * HTTP.
 */
package io.stagedoor.event;
