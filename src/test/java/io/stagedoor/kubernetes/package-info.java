/**
 * Holds {@code kubernetes/} to what it says: every manifest to the models of Kubernetes' API, and what these cannot see
 * (selectors, ports, mounted keys, settings) to each other, to the program, the routes and the README. No cluster.
 */
package io.stagedoor.kubernetes;
