/**
 * JSON Schema draft-07 as specified, where the validator's own draft-07 differs: regular expressions, the formats of
 * RFC 3339, and equal numbers in different notations.
 *
 * <p>Knows {@code contract.regex}, and nothing of the contract that uses it.
 */
package io.stagedoor.contract.dialect;
