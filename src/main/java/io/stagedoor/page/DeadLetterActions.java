package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.deadletters.DeadLetterCriteria;
import io.stagedoor.operations.deadletters.DeadLetterOrder;
import io.stagedoor.operations.deadletters.DeadLetterOrder.Action;
import io.stagedoor.operations.deadletters.DeadLetters;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.JobState;
import io.stagedoor.page.present.ConfirmationPresenter;
import io.stagedoor.page.present.DeadLettersPresenter;
import io.stagedoor.page.present.JobPresenter;
import io.stagedoor.page.present.Paths;
import io.stagedoor.page.view.Shell;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/**
 * Redrive, revalidate and discard, in two steps:
 *
 * <pre>
 *   form ─▶ POST confirm ─▶ 303 ─▶ GET plans/ID: counts, then asks with the number ─▶ POST plans/ID ─▶ 303 ─▶ job
 * </pre>
 */
@Path("/dead-letters")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class DeadLetterActions {

    private static final long PATIENCE_MS = 2_000;
    private static final long LOOK_AGAIN_MS = 20;

    private final Frame frame;
    private final DeadLetters deadLetters;
    private final PlannedOrders plans;
    private final SharedAnswers shared;

    DeadLetterActions(Frame frame, DeadLetters deadLetters, PlannedOrders plans, SharedAnswers shared) {
        this.frame = frame;
        this.deadLetters = deadLetters;
        this.plans = plans;
        this.shared = shared;
    }

    /**
     * @param ids of dead letters, each with its queue before it
     * @param all whether all that match are chosen, not only these
     */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("confirm")
    @Operation(hidden = true)
    public Response confirm(
            @BeanParam DeadLetterQuery.Form form,
            @RestForm("id") List<String> ids,
            @RestForm String all,
            @RestForm String action)
            throws IOException {
        DeadLettersPresenter presenter = form.presenter();
        Action what = action(action);
        if (all == null && ids.isEmpty()) {
            throw new Invalid("id", "no dead letter is selected: tick some, or all that match, and try again");
        }
        if (all != null && what != Action.REVALIDATE && presenter.countsAreEnough()) {
            DeadLetterOrder order = new DeadLetterOrder(what, Set.of(), presenter.criteria(), 0, false, false);
            Map<String, Long> counts = counts(presenter);
            return Redirect.to(
                    "/dead-letters/plans/" + plans.add(new PlannedOrders.Plan(order, null, counts, presenter.path())));
        }
        DeadLetterOrder dry = order(what, presenter, all == null ? ids : List.of(), true);
        DeadLetterOrder real = order(what, presenter, all == null ? ids : List.of(), false);
        Job counting = deadLetters.start(dry, frame.actor());
        await(counting);
        return Redirect.to(
                "/dead-letters/plans/" + plans.add(new PlannedOrders.Plan(real, counting, null, presenter.path())));
    }

    private static Action action(String word) {
        return Arrays.stream(Action.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("action", "'action' must be redrive, revalidate or discard"));
    }

    private Map<String, Long> counts(DeadLettersPresenter presenter) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        deadLetters.counts().forEach((queue, count) -> {
            if (presenter.queue().isEmpty() || presenter.queue().equals(queue)) {
                counts.put("in " + queue, count);
            }
        });
        return counts;
    }

    private static DeadLetterOrder order(
            Action what, DeadLettersPresenter presenter, List<String> keys, boolean dryRun) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> queues = new LinkedHashSet<>();
        for (String key : keys) {
            String[] parts = key.split(" ", 2);
            if (parts.length < 2) {
                throw new Invalid("id", "a selected dead letter has no queue: choose it on the list again");
            }
            queues.add(parts[0]);
            ids.add(parts[1]);
        }
        DeadLettersPresenter where =
                queues.size() == 1 ? new DeadLettersPresenter(queues.iterator().next(), "", "", "", "", "") : presenter;
        DeadLetterCriteria criteria = where.criteria();
        return new DeadLetterOrder(what, ids, criteria, 0, dryRun, false);
    }

    /** So that a short count needs no page of its own. */
    private static void await(Job job) {
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        try {
            while (!job.state().ended() && System.nanoTime() < end) {
                Thread.sleep(LOOK_AGAIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @GET
    @Path("plans/{id}")
    @Operation(hidden = true)
    public TemplateInstance plan(@PathParam("id") String id) {
        PlannedOrders.Plan plan = plans.get(id).orElseThrow(DeadLetterActions::forgotten);
        Job counting = plan.counting();
        Shell shell = frame.live("Confirm", "dead-letters", null);
        if (counting != null && counting.state() != JobState.DONE) {
            return Templates.job(shell, JobPresenter.of(counting, frame.now()));
        }
        Map<String, Long> going =
                counting == null ? plan.counts() : counting.progress().done();
        Map<String, Long> staying =
                counting == null ? Map.of() : counting.progress().kept();
        return Templates.confirm(
                frame.still("Confirm", "dead-letters", null),
                ConfirmationPresenter.of(
                        plan.order().action(), going, staying, "/dead-letters/plans/" + id, plan.back()));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("plans/{id}")
    @Operation(hidden = true)
    public Response carryOut(@PathParam("id") String id) throws IOException {
        PlannedOrders.Plan plan = plans.take(id).orElseThrow(DeadLetterActions::forgotten);
        Job job = deadLetters.start(plan.order(), frame.actor());
        await(job);
        shared.forget();
        return Redirect.to(Paths.job(job.id()));
    }

    private static NotFound forgotten() {
        return new NotFound("this choice of dead letters is known no more; choose again on the list");
    }
}
