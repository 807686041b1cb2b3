/**
 * Where an event may go: a rule over addresses, not over names, which can mean another address the next time.
 *
 * <p>Knows nobody, resolves nothing and connects to nothing.
 */
package io.stagedoor.egress;
