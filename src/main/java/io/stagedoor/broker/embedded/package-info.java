/** The broker inside the program. Only {@code Stagedoor} knows it, so that a build without it is possible. */
package io.stagedoor.broker.embedded;
