package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.deadletters.DeadLetterCriteria;
import io.stagedoor.operations.deadletters.DeadLetters;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.Jobs;
import io.stagedoor.page.present.DeadLetterPresenter;
import io.stagedoor.page.present.DeadLettersPresenter;
import io.stagedoor.page.view.Shell;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /dead-letters}: those that match a filter, and one of them. */
@Path("/dead-letters")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class DeadLetterPages {

    private static final int ROWS = 50;

    private final Frame frame;
    private final DeadLetters deadLetters;
    private final Jobs jobs;
    private final SharedAnswers shared;

    DeadLetterPages(Frame frame, DeadLetters deadLetters, Jobs jobs, SharedAnswers shared) {
        this.frame = frame;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
        this.shared = shared;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@BeanParam DeadLetterQuery.Fields query) throws IOException {
        DeadLettersPresenter presenter = query.presenter();
        Map<String, Long> counts = deadLetters.counts();
        List<Job> open = jobs.all().stream().filter(job -> !job.state().ended()).toList();
        boolean first = query.cursor == null && !presenter.filtered();
        // Reading through all of them again and again for a filter would cost the broker too much.
        Shell shell = first
                ? frame.live("Dead letters", "dead-letters", null)
                : frame.still("Dead letters", "dead-letters", null);
        try {
            DeadLetterCriteria criteria = presenter.criteria();
            Page<StoredDeadLetter> page = first
                    ? shared.get("dead letters", () -> deadLetters.page(criteria, ROWS, null))
                    : deadLetters.page(criteria, ROWS, query.cursor);
            return Templates.deadLetters(shell, presenter.list(counts, page, null, open, frame.now()));
        } catch (Invalid | IllegalArgumentException e) {
            return Templates.deadLetters(shell, presenter.list(counts, null, e.getMessage(), open, frame.now()));
        }
    }

    @GET
    @Path("one")
    @Operation(hidden = true)
    public TemplateInstance one(@RestQuery String queue, @RestQuery String id) throws IOException {
        if (queue == null || id == null) {
            throw new NotFound("which dead letter? The parameters 'queue' and 'id' say it");
        }
        StoredDeadLetter letter = deadLetters.of(id, Optional.of(queue)).get(0);
        return Templates.deadLetter(
                frame.still("Dead letter", "dead-letters", null), DeadLetterPresenter.of(letter, frame.now()));
    }
}
