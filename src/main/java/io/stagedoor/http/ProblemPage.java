package io.stagedoor.http;

/** Shows a problem to a person. Whoever serves pages implements it. */
public interface ProblemPage {

    /** @return a whole HTML document */
    String html(Problem problem);
}
