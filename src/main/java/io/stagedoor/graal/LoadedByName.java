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

/** Registers the classes and texts that libraries load by name, so that a native executable keeps them. */
@RegisterForReflection(
        targets = {
            // The pool of JMS connections creates it from the class name in its defaults.
            DefaultEvictionPolicy.class,
            // Qpid JMS sets 'jms.prefetchPolicy.queuePrefetch' and its like by their setters.
            JmsDefaultDeserializationPolicy.class,
            JmsDefaultMessageIDPolicy.class,
            JmsDefaultPrefetchPolicy.class,
            JmsDefaultPresettlePolicy.class,
            JmsDefaultRedeliveryPolicy.class,
            // Qpid JMS finds them by the scheme of a URI.
            AcksTogetherFactory.class,
            FewerPacketsFactory.class,
            // The exceptions that a route can throw, catch or handle: Camel's own, and the basic ones of Java.
            Exception.class,
            RuntimeException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            IOException.class,
            RuntimeCamelException.class,
            ValidationException.class
        },
        classNames = {
            // A login of Qpid JMS that its Quarkus extension does not register.
            "org.apache.qpid.jms.sasl.ScramSHA512Mechanism",
            "org.apache.qpid.jms.sasl.ScramSHA512MechanismFactory",
            // OpenTelemetry finds them by ServiceLoader.
            "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider",
            "io.opentelemetry.sdk.autoconfigure.EnvironmentResourceProvider"
        })
// The messages of the schema validator.
@RegisterResourceBundle(bundleName = "jsv-messages")
final class LoadedByName {

    private LoadedByName() {}
}
