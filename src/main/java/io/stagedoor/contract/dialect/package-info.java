/**
 * JSON Schema draft-07 as its specification has it, where the validator's own draft-07 differs: regular expressions,
 * the formats of RFC 3339, and numbers that are the same however they are written.
 *
 * <p>Knows its own regular expressions, and nothing of the contract that uses it.
 */
package io.stagedoor.contract.dialect;
