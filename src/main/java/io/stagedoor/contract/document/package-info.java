/**
 * The files of the contract: YAML or JSON with lines, places in it, and the targets of its references.
 *
 * <p>Knows nothing of channels, messages and schemas.
 */
package io.stagedoor.contract.document;
