/**
 * Makes foreign text safe for one line of a log or for a terminal, and parses the durations that operators write. Knows
 * no other package.
 */
package io.stagedoor.text;
