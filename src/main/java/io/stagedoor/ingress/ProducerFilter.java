package io.stagedoor.ingress;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a request before its body is read, if its head says enough. */
final class ProducerFilter {

    static final String ADMISSION = Admission.class.getName();

    private final WayIn wayIn;
    private final CurrentVertxRequest current;

    ProducerFilter(WayIn wayIn, CurrentVertxRequest current) {
        this.wayIn = wayIn;
        this.current = current;
    }

    /** @return the refusal; null to go on */
    @ServerRequestFilter
    @ForProducers
    Response admit(ContainerRequestContext request) {
        RoutingContext routing = current.getCurrent();
        String address = request.getUriInfo().getPathParameters().getFirst("channel");
        try {
            Admission admission = wayIn.admit(new RequestHead(routing.request()), address);
            // Also when the sender goes away before it has sent everything.
            routing.addEndHandler(end -> admission.release().run());
            routing.put(ADMISSION, admission);
            return null;
        } catch (Refusal e) {
            return e.response();
        }
    }
}
