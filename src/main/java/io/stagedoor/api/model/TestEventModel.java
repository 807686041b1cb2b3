package io.stagedoor.api.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
@Schema(name = "TestEvent")
public record TestEventModel(
        @Schema(description = "Id of the event, which is the webhook-id")
        String event) {}
