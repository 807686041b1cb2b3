/**
 * The HTTP API below {@code /api}, described by OpenAPI at {@code /api/openapi}. It checks parameters and roles, and
 * leaves the work to {@code operations}.
 *
 * <p>Knows no broker, no command line and no page.
 */
package io.stagedoor.api;
