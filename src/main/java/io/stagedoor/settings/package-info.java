/**
 * The keys of {@code application.properties}. This package reads and checks each one, and gives it to the package that
 * needs it, in that package's own types.
 *
 * <p>Knows the settings types of each package. No package that does the work knows this one: each stage gets its
 * settings when it is created.
 */
package io.stagedoor.settings;
