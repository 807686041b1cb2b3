/**
 * The AsyncAPI 3 document: the single source of channels, addresses, message names and payload schemas.
 *
 * <pre>
 *  DocumentReader ─▶ ReferenceCheck ─▶ ChannelReader ─▶ MessageReader ─▶ SchemaCompiler ─▶ Contract
 *  YAML or JSON,     no $ref dangles   address,         name, content    one self-contained
 *  with lines                          actions          type, payload    draft-07 schema a channel
 * </pre>
 *
 * <p>A contract is read once, completely, and is immutable. Nothing is loaded later, and nothing from the network. A
 * fault is a {@link io.stagedoor.contract.document.ContractException} with file, pointer and reason. The package {@code
 * contract.document} reads the files, {@code contract.schema} makes the schemas. Knows no event source, no route, no
 * queue, no configuration.
 */
package io.stagedoor.contract;
