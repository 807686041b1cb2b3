package io.stagedoor.delivery;

/** With the broker inside the program. */
class RetryTimeTest extends RetryTimePromises {}
