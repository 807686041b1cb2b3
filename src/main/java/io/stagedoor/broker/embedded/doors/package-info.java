/**
 * Who may do what at the embedded broker: logins, the addresses that a producer may send to, and what a message must
 * look like.
 *
 * <p>Knows nothing of disks and of how the server starts.
 */
package io.stagedoor.broker.embedded.doors;
