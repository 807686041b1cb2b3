/**
 * How a start is refused: one line that says what to do. Knows nobody; every package may use it.
 */
package io.stagedoor.start;
