package io.stagedoor.delivery.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.queue.QueueManagement;

/** RIGDOC */
abstract class BundlesRig extends DestinationRig {

    JsonNode scheduled() throws Exception {
        try (QueueManagement management = management()) {
            return management.scheduled(QUEUE);
        }
    }
}
