package io.stagedoor.cli.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.ViolationText;
import java.io.PrintWriter;

/** Prints the results of {@code validate}, as lines for people or as JSON lines for programs. */
final class ValidationReport {

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintWriter out;
    private final boolean json;
    private long valid;
    private long invalid;

    ValidationReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(ReadEvent event, Finding finding) {
        if (finding.valid()) {
            valid++;
        } else {
            invalid++;
        }
        if (json) {
            out.println(asJson(event, finding));
        } else {
            String channel = finding.nearest()
                    .map(nearest -> " [" + nearest.name() + "]")
                    .orElse("");
            finding.violations()
                    .forEach(violation -> out.println(event.where() + ": " + ViolationText.of(violation) + channel));
        }
    }

    boolean allValid() {
        return invalid == 0;
    }

    void summarize() {
        if (!json) {
            out.println(valid + " valid, " + invalid + " not valid");
        }
    }

    private ObjectNode asJson(ReadEvent event, Finding finding) {
        ObjectNode node = mapper.createObjectNode().put("source", event.source());
        if (event.line() > 0) {
            node.put("line", event.line());
        }
        node.put("valid", finding.valid());
        ArrayNode channels = node.putArray("channels");
        finding.acceptedBy().stream().map(Channel::name).forEach(channels::add);
        finding.nearest().ifPresent(nearest -> node.put("nearest", nearest.name()));
        ArrayNode errors = node.putArray("errors");
        finding.violations().forEach(violation -> errors.addObject()
                .put("pointer", violation.pointer())
                .put("keyword", violation.keyword())
                .put("message", violation.message()));
        return node;
    }
}
