package io.stagedoor.bench;

import io.stagedoor.testing.HttpSocketServer;

/**
 * The receivers that take everything, as a process of its own: {@code GoodReceivers PORT}. What is posted below
 * {@code /good} is measured; {@code /count} and {@code /take} ask for it.
 */
public final class GoodReceivers {

    private GoodReceivers() {}

    public static void main(String... arguments) throws Exception {
        Measured measured = new Measured();
        int port = Integer.parseInt(arguments[0]);
        try (HttpSocketServer server = new HttpSocketServer(port, (request, exchange) -> {
            if (request.path().equals("/count")) {
                return exchange.answer(Integer.toString(measured.count()));
            }
            if (request.path().equals("/take")) {
                return exchange.answer(measured.take());
            }
            if (request.path().startsWith("/good")) {
                measured.add(request.body());
            }
            return exchange.answer(204, "");
        })) {
            System.out.println("receiver ready on " + server.port());
            Thread.currentThread().join();
        }
    }
}
