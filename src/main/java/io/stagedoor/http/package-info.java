/**
 * The HTTP server of the program: it opens the port, guards it, and answers failures in one form (RFC 9457). What it
 * serves is in {@code ingress}, {@code api} and {@code page}; they know this package, and not the other way round.
 */
package io.stagedoor.http;
