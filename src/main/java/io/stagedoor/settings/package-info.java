/**
 * The keys of {@code application.properties}: each is read, checked, and given to the package that it is for in that
 * package's own terms.
 *
 * <p>Knows what each package wants to be told. No package that does the work knows this one: what a stage needs is
 * handed to it when it is made.
 */
package io.stagedoor.settings;
