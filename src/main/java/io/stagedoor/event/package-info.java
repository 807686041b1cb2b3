/**
 * An event as this program sees it: bytes that must be one JSON value.
 *
 * <p>The bytes travel on unchanged, so whatever a receiver's parser could read differently is refused here: duplicate
 * keys, ill-formed UTF-8, text after the value. This package knows no queue, no contract, no route and no HTTP.
 */
package io.stagedoor.event;
