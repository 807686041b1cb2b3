/**
 * {@code stagedoor destinations}: what waits for each destination, its waiting attempts, pause and resume. Knows no
 * other command.
 */
package io.stagedoor.cli.destinations;
