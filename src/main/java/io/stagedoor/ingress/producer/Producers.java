package io.stagedoor.ingress.producer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All who may send events over HTTP. Without any, nobody can. */
public record Producers(List<Producer> all) {

    public static final Producers NONE = new Producers(List.of());

    public Producers {
        all = List.copyOf(all);
    }

    /** Whether a request may have a signature that is worth reading its body for. */
    public static boolean isSigned(Function<String, String> header) {
        return header.apply(WebhookSignature.HEADER) != null || header.apply(GitHubSignature.HEADER) != null;
    }

    /** @param authorization the header's value; null if it is missing */
    public Optional<Producer> byToken(String authorization) {
        return authorization == null
                ? Optional.empty()
                : all.stream()
                        .filter(each -> each.proof().accepts(authorization))
                        .findFirst();
    }

    public Optional<Producer> bySignature(SignedRequest request) {
        return all.stream().filter(each -> each.proof().accepts(request)).findFirst();
    }

    public String names() {
        return all.stream().map(Producer::name).collect(Collectors.joining(", "));
    }
}
