/**
 * The receiver's side of a webhook: {@code stagedoor receive} prints and checks requests, {@code stagedoor public-key}
 * prints the key to check them with. Knows no broker, and no other command.
 */
package io.stagedoor.cli.receiver;
