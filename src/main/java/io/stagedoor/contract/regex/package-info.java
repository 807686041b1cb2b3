/**
 * Regular expressions as JSON Schema means them: those of ECMA 262 (2023), with Unicode semantics, run by Java's engine
 * within a budget.
 *
 * <pre>
 *  ^\p{Letter}+$ ──▶ EcmaTranslation ──▶ \A\p{L}+\z ──▶ java.util.regex ──▶ EcmaRegex.find(text, budget)
 *                    EcmaClass, EcmaEscape, UnicodeProperty
 * </pre>
 *
 * <p>Knows nobody: no schema, no contract.
 */
package io.stagedoor.contract.regex;
