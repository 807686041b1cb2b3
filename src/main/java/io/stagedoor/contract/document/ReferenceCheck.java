package io.stagedoor.contract.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows every reference of a document once, used or not: a dangling reference in an unused component may be used in a
 * channel tomorrow. It skips data such as examples, which may contain anything.
 *
 * <p>A channel that needs a dangling reference is not served; other dangling references are only reported.
 */
public final class ReferenceCheck {
    private static final Set<String> DATA = Set.of("examples", "example", "default", "const", "enum");

    /** Their keys are the property names of events: one may be named {@code $ref} or {@code default}. */
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "dependencies", "definitions");

    /** Their keys are names that the author chose: a channel may be named {@code example}. */
    private static final Set<String> OBJECTS_BY_NAME = Set.of(
            "channels",
            "channelBindings",
            "correlationIds",
            "messageBindings",
            "messageTraits",
            "messages",
            "operationBindings",
            "operationTraits",
            "operations",
            "parameters",
            "replies",
            "replyAddresses",
            "schemas",
            "securitySchemes",
            "serverBindings",
            "serverVariables",
            "servers",
            "variables");

    private final References references;
    private final Set<String> seen = new HashSet<>();
    private final List<ContractException> dangling = new ArrayList<>();

    public ReferenceCheck(References references) {
        this.references = references;
    }

    public List<ContractException> dangling(Place root) {
        check(root);
        return dangling;
    }

    private void check(Place place) {
        if (!seen.add(place.key())) {
            return;
        }
        if (References.isReference(place)) {
            follow(place);
            // Other keys beside a $ref are ignored (Reference Object).
            return;
        }
        for (Place child : place.children()) {
            String name = place.node().isObject() ? child.name() : "";
            if (child.node().isObject() && SCHEMAS_BY_NAME.contains(name)) {
                checkEach(child);
            } else if (child.node().isObject() && OBJECTS_BY_NAME.contains(name) && !References.isReference(child)) {
                checkEach(child);
            } else if (child.node().isContainerNode() && !DATA.contains(name)) {
                check(child);
            }
        }
    }

    private void follow(Place reference) {
        try {
            Place target = references.follow(reference);
            if (target.document() != reference.document()) {
                check(target);
            }
        } catch (ContractException e) {
            dangling.add(e);
        }
    }

    private void checkEach(Place named) {
        for (Place child : named.children()) {
            if (child.node().isContainerNode()) {
                check(child);
            }
        }
    }
}
