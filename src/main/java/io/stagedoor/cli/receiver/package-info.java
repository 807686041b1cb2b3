/**
 * The receiver's side of a webhook: {@code stagedoor receive} prints and checks what comes, {@code stagedoor public-key}
 * says with which key. Knows no broker, and no other command.
 */
package io.stagedoor.cli.receiver;
