/**
 * The embedded broker's folder and disk: how much stays free, what closes when the disk fills up, and that every write
 * is complete or fails.
 *
 * <p>Knows nothing of logins and addresses.
 */
package io.stagedoor.broker.embedded.disk;
