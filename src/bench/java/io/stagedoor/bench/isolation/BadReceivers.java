package io.stagedoor.bench.isolation;

import io.stagedoor.testing.receiver.HttpSocketServer;
import java.io.IOException;

/**
 * Four bad receivers as a process of its own: {@code BadReceivers CONTROL REFUSING SILENT SLOW FAILING}, each a port.
 * After {@code /well} at the control port they are as good as any, so that what they made wait is gone before the next
 * measurement; after {@code /ill} they are bad again.
 */
public final class BadReceivers {

    private static final long SLOW_MS = 10_000;

    private final int refusing;
    private volatile boolean ill = true;
    private HttpSocketServer refusingNoMore;

    private BadReceivers(int refusing) {
        this.refusing = refusing;
    }

    public static void main(String... arguments) throws Exception {
        BadReceivers bad = new BadReceivers(Integer.parseInt(arguments[1]));
        serve(arguments[2], (request, exchange) -> {
            while (bad.ill) {
                Thread.sleep(100);
            }
            return exchange.answer(204, "");
        });
        serve(arguments[3], (request, exchange) -> {
            long until = System.currentTimeMillis() + SLOW_MS;
            while (bad.ill && System.currentTimeMillis() < until) {
                Thread.sleep(100);
            }
            return exchange.answer(204, "");
        });
        serve(arguments[4], (request, exchange) -> exchange.answer(bad.ill ? 500 : 204, ""));
        try (HttpSocketServer control = new HttpSocketServer(Integer.parseInt(arguments[0]), (request, exchange) -> {
            bad.become(request.path().equals("/ill"));
            return exchange.answer("done");
        })) {
            System.out.println("receiver ready on " + control.port());
            Thread.currentThread().join();
        }
    }

    private static void serve(String port, HttpSocketServer.Handler handler) throws IOException {
        new HttpSocketServer(Integer.parseInt(port), handler);
    }

    private synchronized void become(boolean ill) throws IOException {
        this.ill = ill;
        if (ill && refusingNoMore != null) {
            refusingNoMore.close();
            refusingNoMore = null;
        } else if (!ill && refusingNoMore == null) {
            refusingNoMore = new HttpSocketServer(refusing, (request, exchange) -> exchange.answer(204, ""));
        }
    }
}
