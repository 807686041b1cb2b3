/**
 * The regular expressions of JSON Schema: ECMA 262 (2023) with Unicode semantics, run by Java's engine within a budget.
 *
 * <pre>
 *  ^\p{Letter}+$ ──▶ EcmaTranslation ──▶ \A\p{L}+\z ──▶ java.util.regex ──▶ EcmaRegex.find(text, budget)
 *                    EcmaClass, EcmaEscape, UnicodeProperty
 * </pre>
 *
 * <p>Knows no other package: no schema, no contract.
 */
package io.stagedoor.contract.regex;
