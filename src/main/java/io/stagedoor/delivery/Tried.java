package io.stagedoor.delivery;

/** An event that was tried, and what becomes of it. */
record Tried(Received received, Verdict verdict) {}
