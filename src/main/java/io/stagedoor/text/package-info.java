/**
 * Text of strangers, made fit to be shown in one line of a log or on a terminal. Knows nobody.
 */
package io.stagedoor.text;
