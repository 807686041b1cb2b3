/**
 * The schemas of payloads: from a place of the document to what validates an event, and to what a person reads.
 *
 * <pre>
 *  a payload ─▶ SchemaReader ─▶ SchemaBundle ─▶ SchemaCompiler ─▶ PayloadSchema ─▶ Violation
 *               follows $ref    one self-       SchemaCheck,      validates        what is wrong,
 *                   │           contained       Recursion                          and where
 *                   └▶ ReadableSchema           schema
 * </pre>
 *
 * <p>Others use {@code PayloadSchema}, {@code Violation} and {@code ViolationText}; the rest is for the package {@code
 * contract}. Knows the document, and no channel or message.
 */
package io.stagedoor.contract.schema;
