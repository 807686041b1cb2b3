/** Valid events for people to see and to send: examples of the contract, or made from its schemas. Knows the contract. */
package io.stagedoor.contract.example;
