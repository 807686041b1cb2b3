package io.stagedoor.bench.throughput.rival;

import io.stagedoor.contract.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * What an experienced user of Camel writes in ten lines: transacted, 16 consumers, the validator, and where the event
 * goes; what fails is rolled back, and the broker gives it out again. {@code PlainCamel BROKER_URL QUEUE FOLDER TO}.
 */
public final class PlainCamel {

    private PlainCamel() {}

    public static void main(String... arguments) throws Exception {
        Path schema = Path.of(arguments[2]).resolve("task.schema.json");
        Files.writeString(
                schema,
                Contract.bundled(true)
                        .channel("scaffolderTaskComplete")
                        .orElseThrow()
                        .schema()
                        .jsonSchema()
                        .getSchemaNode()
                        .toString());
        CamelContext camel = new DefaultCamelContext();
        camel.addComponent("amqp", new AMQPComponent(new JmsConnectionFactory(arguments[0])));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // Local transactions, without a transaction manager: the fastest way that loses nothing.
                from("amqp:queue:" + arguments[1] + "?transacted=true&lazyCreateTransactionManager=false"
                                + "&cacheLevelName=CACHE_CONSUMER&concurrentConsumers=16")
                        .to("json-validator:file:" + schema)
                        .to(arguments[3]);
            }
        });
        camel.start();
        System.out.println("camel ready");
        Thread.currentThread().join();
    }
}
