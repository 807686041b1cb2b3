package io.stagedoor.page.present;

/** The paths of pages that others lead to. */
public final class Paths {

    private Paths() {}

    public static String destination(String name) {
        return "/destinations/" + Words.inUrl(name);
    }

    public static String attempt(String id) {
        return "/attempts/" + Words.inUrl(id);
    }

    /** Ids of events come from outside, and may have any character: they are no segment of a path. */
    public static String event(String id) {
        return "/event?id=" + Words.inUrl(id);
    }

    public static String channel(String address) {
        return "/contract/channel?address=" + Words.inUrl(address);
    }

    /** Those of one queue. */
    public static String deadLetters(String queue) {
        return "/dead-letters?queue=" + Words.inUrl(queue);
    }

    public static String deadLetter(String queue, String id) {
        return "/dead-letters/one?queue=" + Words.inUrl(queue) + "&id=" + Words.inUrl(id);
    }

    public static String job(String id) {
        return "/jobs/" + Words.inUrl(id);
    }
}
