/**
 * {@code stagedoor attempts}: list, show. Asks and prints; {@code history} finds them. Knows no other command.
 */
package io.stagedoor.cli.attempts;
