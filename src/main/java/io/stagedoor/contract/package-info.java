/**
 * The AsyncAPI 3 document: the single source of channels, addresses, message names and payload schemas.
 *
 * <pre>
 *  file or resource ─▶ Document ─▶ References ─▶ Channels ─▶ Messages ─▶ PayloadSchemas ─▶ Contract
 *                      YAML, lines   no $ref       address,    content     one self-contained
 *                                    dangles       names       type        draft-07 schema a channel
 * </pre>
 *
 * <p>A contract is read once, completely, and is then immutable: nothing is loaded later, and nothing ever from the
 * network. What is wrong with it is a {@link io.stagedoor.contract.ContractException} that names file, pointer and
 * reason. This package knows nobody: no event source, no route, no queue, no configuration.
 */
package io.stagedoor.contract;
