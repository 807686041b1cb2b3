package io.stagedoor.ingress;

import io.stagedoor.ingress.producer.Producer;
import java.util.Optional;

/**
 * A request whose body may be read.
 *
 * @param address what the path names
 * @param producer empty if a signature of the body has to tell who it is
 * @param remote the address that it came from; empty if the producer is known
 * @param release gives the room for the body back; call it once
 */
record Admission(String address, Optional<Producer> producer, String remote, Runnable release) {}
