/**
 * The file of the contract as it is written: YAML or JSON with its lines, places in it, and where its references lead.
 *
 * <p>Knows nothing of channels, messages and schemas.
 */
package io.stagedoor.contract.document;
