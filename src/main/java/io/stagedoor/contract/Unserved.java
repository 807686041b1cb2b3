package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;

/**
 * A channel of the contract that this program cannot serve. The others work. A route that consumes this one, or
 * validates against it, stops the start.
 *
 * @param name its key under {@code channels}
 * @param address from the document; "" if there is none
 * @param reason the message of the {@link ContractException}: {@code <file>#<pointer>: <reason>}
 */
public record Unserved(String name, String address, String reason) {}
