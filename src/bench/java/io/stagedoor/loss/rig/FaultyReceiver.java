package io.stagedoor.loss.rig;

import io.stagedoor.loss.account.Answer;
import io.stagedoor.loss.account.ReceivedRecord;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.testing.receiver.HttpSocketServer;
import io.stagedoor.testing.receiver.HttpSocketServer.Exchange;
import io.stagedoor.testing.receiver.HttpSocketServer.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A webhook receiver as a process of its own, right most of the time and wrong in every way the rest:
 * {@code FaultyReceiver NAME PORT FILE SEED EVENTS TIMEOUT_MS}. Each answer stands in the file before it is given, so
 * that kill -9 loses no account.
 */
public final class FaultyReceiver {

    private final String name;
    private final EventPlan plan;
    private final int timeout;
    private final FileChannel file;
    private final RandomGenerator random = RandomGenerator.getDefault();

    private FaultyReceiver(String name, EventPlan plan, int timeout, Path file) throws IOException {
        this.name = name;
        this.plan = plan;
        this.timeout = timeout;
        this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static void main(String... arguments) throws Exception {
        EventPlan plan = new EventPlan(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        FaultyReceiver receiver =
                new FaultyReceiver(arguments[0], plan, Integer.parseInt(arguments[5]), Path.of(arguments[2]));
        try (HttpSocketServer server = new HttpSocketServer(Integer.parseInt(arguments[1]), receiver::handle)) {
            System.out.println("receiver ready on " + server.port());
            Thread.currentThread().join();
        }
    }

    private boolean handle(Request request, Exchange exchange) throws IOException, InterruptedException {
        long arrived = System.currentTimeMillis();
        String id = request.headers().getOrDefault("webhook-id", "none");
        int number = plan.number(id);
        Answer answer = choose(number);
        if (answer == Answer.TAKEN_SLOWLY) {
            Thread.sleep(random.nextInt(100, timeout / 4));
        }
        if (answer == Answer.TAKEN_TOO_LATE) {
            Thread.sleep(timeout + 1_000L);
        }
        boolean whole = number >= 0 && Arrays.equals(plan.event(number).body(), request.body());
        int replica = Integer.parseInt(request.path().substring(1));
        write(new ReceivedRecord(arrived, System.currentTimeMillis(), replica, answer, id, whole));
        return give(answer, exchange);
    }

    private void write(ReceivedRecord record) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(record.line());
        synchronized (file) {
            while (line.hasRemaining()) {
                file.write(line);
            }
        }
    }

    private Answer choose(int number) {
        if (number >= 0 && name.equals(plan.refuses(number))) {
            return plan.kind(number) == EventPlan.Kind.REJECTED ? Answer.REFUSED : Answer.NEVER;
        }
        int of1000 = random.nextInt(1000);
        if (of1000 < 20) {
            return Answer.BROKEN;
        } else if (of1000 < 25) {
            return Answer.BUSY;
        } else if (of1000 < 30) {
            return Answer.TOO_MANY;
        } else if (of1000 < 45) {
            return Answer.RESET;
        } else if (of1000 < 50) {
            return Answer.GARBAGE;
        } else if (of1000 < 55) {
            return Answer.CUT_SHORT;
        } else if (of1000 < 57) {
            return Answer.TAKEN_TOO_LATE;
        }
        return of1000 < 75 ? Answer.TAKEN_SLOWLY : Answer.TAKEN;
    }

    /** @return whether the connection stays open */
    private static boolean give(Answer answer, Exchange exchange) throws IOException {
        return switch (answer) {
            case TAKEN, TAKEN_SLOWLY, TAKEN_TOO_LATE -> exchange.answer(204, "");
            case BROKEN, NEVER -> exchange.answer(500, "");
            case BUSY -> exchange.answer(503, "retry-after: 1");
            case TOO_MANY -> exchange.answer(429, "retry-after: 1");
            case REFUSED -> exchange.answer(422, "");
            case RESET -> exchange.reset();
            case GARBAGE -> exchange.write("SSH-2.0-OpenSSH_9.2\r\n") && false;
            case CUT_SHORT -> exchange.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf") && false;
        };
    }
}
