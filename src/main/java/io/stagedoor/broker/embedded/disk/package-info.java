/**
 * The embedded broker's folder and disk: how much stays free, what closes when it does not, and that a write is whole or
 * is not. Knows nothing of logins and addresses.
 */
package io.stagedoor.broker.embedded.disk;
