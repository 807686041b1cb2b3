package io.stagedoor.delivery.attempt;

import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What an attempt sent and got by HTTP, with its secrets blank. Thread-safe. It does its work when it is asked, because
 * most attempts end on a thread that has other work to do.
 */
public interface Exchanged {

    /** The property of the Camel exchange. */
    String PROPERTY = "stagedoor.delivery.exchanged";

    /** Connected to: {@code 192.0.2.7:443}; null if there was no connection, or a proxy made it. */
    String address();

    /** HTTP status of the answer; null if there was none. */
    Integer status();

    /** Names in lower case. */
    Map<String, String> requestHeaders();

    /** Names in lower case, several values of a name with commas between them; empty without an answer. */
    Map<String, String> responseHeaders();

    /**
     * The beginning of the answer's body, as UTF-8 text.
     *
     * @param most bytes
     */
    String responseBody(int most);

    /** Whether the answer's body has more bytes. */
    boolean longerThan(int bytes);

    /** Keeps it with the attempt; a later one replaces it. */
    default void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Null if the attempt made no HTTP request. */
    static Exchanged of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Exchanged.class);
    }
}
