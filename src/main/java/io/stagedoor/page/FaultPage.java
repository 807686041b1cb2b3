package io.stagedoor.page;

import io.stagedoor.http.Problem;
import io.stagedoor.http.ProblemPage;
import io.stagedoor.page.present.Words;
import io.stagedoor.page.view.Fault;
import io.stagedoor.page.view.Shell;
import jakarta.inject.Singleton;

/** A failure as a page: the same words that a program gets, with a way on. */
@Singleton
class FaultPage implements ProblemPage {

    private static final int UNAVAILABLE = 503;

    private final Frame frame;

    FaultPage(Frame frame) {
        this.frame = frame;
    }

    @Override
    public String html(Problem problem) {
        boolean mayPass = problem.status() == UNAVAILABLE;
        Shell shell = mayPass ? frame.live(problem.title(), "", null) : frame.still(problem.title(), "", null);
        String detail = Words.foreign(problem.detail());
        String sentence = detail.isEmpty() ? "" : Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
        return Templates.fault(shell, new Fault(Integer.toString(problem.status()), problem.title(), sentence))
                .render();
    }
}
