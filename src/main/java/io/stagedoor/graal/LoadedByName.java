package io.stagedoor.graal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import io.stagedoor.broker.qpid.AcksTogetherFactory;
import io.stagedoor.broker.qpid.FewerPacketsFactory;
import java.io.IOException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.ValidationException;
import org.apache.commons.pool2.impl.DefaultEvictionPolicy;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsDefaultMessageIDPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPresettlePolicy;
import org.apache.qpid.jms.policy.JmsDefaultRedeliveryPolicy;

/** Classes and texts that libraries find by a name, so that a native executable must be told to keep them. */
@RegisterForReflection(
        targets = {
            // The pool of JMS connections makes it from the name in its defaults.
            DefaultEvictionPolicy.class,
            // Qpid JMS sets 'jms.prefetchPolicy.queuePrefetch' and its like by their setters.
            JmsDefaultDeserializationPolicy.class,
            JmsDefaultMessageIDPolicy.class,
            JmsDefaultPrefetchPolicy.class,
            JmsDefaultPresettlePolicy.class,
            JmsDefaultRedeliveryPolicy.class,
            // By the scheme of a URI.
            AcksTogetherFactory.class,
            FewerPacketsFactory.class,
            // What a route may throw, catch or handle: Camel's own, and the plain ones.
            Exception.class,
            RuntimeException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            IOException.class,
            RuntimeCamelException.class,
            ValidationException.class
        },
        // A login that Qpid JMS knows and its extension does not register.
        classNames = {
            "org.apache.qpid.jms.sasl.ScramSHA512Mechanism",
            "org.apache.qpid.jms.sasl.ScramSHA512MechanismFactory"
        })
// The words of the schema validator.
@RegisterResourceBundle(bundleName = "jsv-messages")
final class LoadedByName {

    private LoadedByName() {}
}
