/**
 * The AsyncAPI 3 document: the single source of channels, addresses, message names and payload schemas.
 *
 * <pre>
 *  DocumentReader ─▶ ReferenceCheck ─▶ ChannelReader ─▶ MessageReader ─▶ SchemaCompiler ─▶ Contract
 *  YAML or JSON,     no $ref dangles   address,         name, content    one self-contained
 *  with lines                          actions          type, payload    draft-07 schema a channel
 * </pre>
 *
 * <p>A contract is read once, completely, and is then immutable: nothing is loaded later, and nothing ever from the
 * network. What is wrong with it is a {@link io.stagedoor.contract.document.ContractException} that names file, pointer and
 * reason. How it is written down is the matter of {@code contract.document}. Knows no event source, no route, no queue, no
 * configuration.
 */
package io.stagedoor.contract;
