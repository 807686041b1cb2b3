/**
 * {@code stagedoor channels}: lists the channels of the contract, and what waits in their queues. Knows no other
 * command.
 */
package io.stagedoor.cli.channels;
