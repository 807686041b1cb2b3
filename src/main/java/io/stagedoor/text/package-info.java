/**
 * Text of strangers, made fit to be shown in one line of a log or on a terminal, and the durations that operators write.
 * Knows nobody.
 */
package io.stagedoor.text;
