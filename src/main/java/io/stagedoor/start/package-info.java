/**
 * How the program refuses to start: with one line that says what to do. Knows no other package; every package may use
 * it.
 */
package io.stagedoor.start;
