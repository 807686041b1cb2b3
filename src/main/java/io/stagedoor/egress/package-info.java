/**
 * Where an event may go. The rule is about addresses and not about names, because a name can resolve to another address
 * the next time.
 *
 * <p>Knows no other package, resolves nothing and connects to nothing.
 */
package io.stagedoor.egress;
