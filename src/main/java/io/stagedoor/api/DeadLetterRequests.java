package io.stagedoor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stagedoor.api.model.DeadLetterRequest;
import io.stagedoor.contract.Channel;
import io.stagedoor.http.ProblemException;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.deadletters.DeadLetterCriteria;
import io.stagedoor.operations.deadletters.DeadLetterOrder;
import io.stagedoor.operations.deadletters.DeadLetterOrder.Action;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a request says about which dead letters. */
@Singleton
class DeadLetterRequests {

    private static final int MOST_IDS = 1_000;
    private static final int LONGEST_ID = 128;

    private final Installation installation;
    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(DeadLetterRequest.class);

    DeadLetterRequests(Installation installation) {
        this.installation = installation;
    }

    DeadLetterCriteria criteria(DeadLetterQuery query) {
        return criteria(query.queue, query.reason, query.destination, query.channel, query.olderThan, query.newerThan);
    }

    private DeadLetterCriteria criteria(
            String queue, String reason, String destination, String channel, String olderThan, String newerThan) {
        return new DeadLetterCriteria(
                Parameters.text(queue),
                Parameters.text(reason),
                Parameters.text(destination),
                Parameters.text(channel).map(this::address),
                Parameters.duration("olderThan", olderThan),
                Parameters.duration("newerThan", newerThan));
    }

    /** A channel that was removed from the contract may have left dead letters: its address is enough. */
    private String address(String channel) {
        return installation
                .parts()
                .contract()
                .channel(channel)
                .map(Channel::address)
                .orElse(channel);
    }

    /** @throws ProblemException for a body that is no request; it names the place */
    DeadLetterOrder order(Action action, byte[] body) {
        DeadLetterRequest request = read(body);
        List<String> ids = Optional.ofNullable(request.ids()).orElse(List.of());
        boolean all = Boolean.TRUE.equals(request.all());
        DeadLetterCriteria criteria = criteria(
                request.queue(),
                request.reason(),
                request.destination(),
                request.channel(),
                request.olderThan(),
                request.newerThan());
        if (ids.isEmpty() && !all && criteria.equals(DeadLetterCriteria.ALL)) {
            throw wrong(
                    "",
                    "which dead letters? Give 'ids', or a filter (queue, reason, destination, channel,"
                            + " olderThan, newerThan), or \"all\": true; \"dryRun\": true only counts");
        }
        if (!ids.isEmpty() && all) {
            throw wrong("/all", "give either 'all' or 'ids', not both");
        }
        if (ids.size() > MOST_IDS) {
            throw wrong("/ids", "at most " + MOST_IDS + " ids at a time");
        }
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) == null || ids.get(i).isEmpty() || ids.get(i).length() > LONGEST_ID) {
                throw wrong("/ids/" + i, "an id has 1 to " + LONGEST_ID + " characters");
            }
        }
        long limit = Optional.ofNullable(request.limit()).orElse(0L);
        if (limit < 0) {
            throw wrong("/limit", "limit must be 0 (no limit) or more");
        }
        return new DeadLetterOrder(
                action,
                new HashSet<>(ids),
                criteria,
                limit,
                Boolean.TRUE.equals(request.dryRun()),
                Boolean.TRUE.equals(request.force()));
    }

    private DeadLetterRequest read(byte[] body) {
        try {
            DeadLetterRequest request = json.readValue(body);
            if (request == null) {
                throw wrong("", "the body must be a JSON object");
            }
            return request;
        } catch (JsonMappingException e) {
            throw wrong(pointer(e), "a field of the body is unknown or has a wrong type");
        } catch (JsonProcessingException e) {
            throw wrong(
                    "",
                    "the body is not JSON, at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static ProblemException wrong(String pointer, String detail) {
        return new ProblemException(Status.BAD_REQUEST, detail, Map.of("pointer", pointer));
    }
}
