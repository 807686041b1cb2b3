package io.stagedoor.archive;

import io.opentelemetry.api.trace.Span;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.tracing.AttemptTrace;
import io.stagedoor.watch.ArchiveMeters;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Gives each event's line to the {@link ArchiveWriter}; the exchange ends when the line is on the disk. */
final class ArchiveProducer extends DefaultAsyncProducer {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final ArchiveWriter writer;
    private final ArchiveMeters meters;

    ArchiveProducer(Endpoint endpoint, ArchiveWriter writer, ArchiveMeters meters) {
        super(endpoint);
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Delivery delivery = Delivery.of(exchange);
            byte[] line = ArchiveLine.of(delivery, exchange.getMessage().getMandatoryBody(byte[].class));
            Path file = file(delivery);
            Span span = AttemptTrace.of(exchange).archive(file.toString());
            writer.write(file, line, failure -> {
                AttemptTrace.end(span, failure);
                if (failure == null) {
                    meters.written();
                } else {
                    exchange.setException(failure);
                }
                callback.done(false);
            });
            return false;
        } catch (CharacterCodingException e) {
            exchange.setException(new DeliveryFailed(Failure.permanent("the body is not UTF-8 text")));
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private Path file(Delivery delivery) throws DeliveryFailed {
        try {
            return ArchiveName.folder(delivery.channel()).resolve(writer.file(DAY.format(delivery.received())));
        } catch (IllegalArgumentException noAddress) {
            throw new DeliveryFailed(Failure.permanent(noAddress.getMessage()));
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        writer.start();
    }

    @Override
    protected void doStop() throws Exception {
        writer.stop();
        super.doStop();
    }
}
