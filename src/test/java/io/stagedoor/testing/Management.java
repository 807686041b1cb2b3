package io.stagedoor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a program's management port, as Kubernetes and Prometheus do. */
public final class Management {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    public Management(int port) {
        this("localhost", port);
    }

    public Management(String host, int port) {
        url = "http://" + host + ":" + port + "/q/";
    }

    /** Whether it answers UP; what does not answer at all is not UP. */
    public boolean up(String check) {
        try {
            return get("health/" + check).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The value of the line that begins so, as in {@code stagedoor_events_taken_total{channel="x"}}. */
    public double metric(String line) {
        String all = get("metrics").body();
        return all.lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + line + " in " + all));
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
