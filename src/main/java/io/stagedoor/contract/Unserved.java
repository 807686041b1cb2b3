package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;

/**
 * A channel that the contract has and this program cannot serve. The others work; a route that consumes this one, or
 * validates against it, stops the start.
 *
 * @param name its key under {@code channels}
 * @param address as the document says it, "" where it says none
 * @param reason why: {@code <file>#<pointer>: <reason>}, as {@link ContractException} says it
 */
public record Unserved(String name, String address, String reason) {}
