/**
 * Who may do what at the embedded broker: logins, the addresses that a producer may send to, and what a message must be
 * like. Knows nothing of disks and of how the server is started.
 */
package io.stagedoor.broker.embedded.doors;
