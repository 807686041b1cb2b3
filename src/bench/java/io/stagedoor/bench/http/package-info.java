/**
 * What the way in over HTTP costs, against AMQP.
 *
 * <p>Knows no receiver: nothing is delivered here. Knows no other benchmark.
 */
package io.stagedoor.bench.http;
