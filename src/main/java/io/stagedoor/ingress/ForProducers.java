package io.stagedoor.ingress;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Binds {@link ProducerFilter} to what producers use. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface ForProducers {}
