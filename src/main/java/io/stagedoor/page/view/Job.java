package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code job.html}.
 *
 * @param done how many, and what was done with them
 * @param kept how many, and why
 */
public record Job(
        String href,
        String title,
        String subtitle,
        boolean runs,
        String level,
        String state,
        long seen,
        long total,
        String progress,
        List<Fact> done,
        List<Fact> kept) {}
