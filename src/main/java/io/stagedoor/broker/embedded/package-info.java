/**
 * The embedded broker: an Artemis that the program starts and stops. {@code doors} says who may do what, {@code disk}
 * guards its files.
 *
 * <p>Only {@code Stagedoor} knows it, so that a build without it is possible.
 */
package io.stagedoor.broker.embedded;
