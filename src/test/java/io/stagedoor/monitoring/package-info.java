/** Holds {@code monitoring/} to the metrics that the program has, and its alert rules to their own tests. */
package io.stagedoor.monitoring;
