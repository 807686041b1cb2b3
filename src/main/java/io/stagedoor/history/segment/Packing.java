package io.stagedoor.history.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses segments: the format's number, then raw Deflate (RFC 1951) with a dictionary of what most of them contain,
 * which halves those with few records. For one thread.
 */
public final class Packing {

    private static final byte FORMAT = 1;

    private static final long SECOND = 1_000_000_000;

    /** More than any segment has, and not so much that one could fill the memory. */
    private static final int MOST_BYTES = 4 << 20;

    /** What is likeliest stands last (RFC 1950, 2.2). It belongs to the format: never change it. */
    private static final byte[] DICTIONARY = """
            service:component:default/location:resource:user:template:deletedprocessingcancelledfailedopenSteps\
            {"topic": "techdocs","eventPayload": {"action": "created","entity": {"apiVersion": \
            "backstage.io/v1alpha1","kind": "Component","metadata": {"namespace": "default","name": "","uid": "",\
            "annotations": {"backstage.io/managed-by-location": "url:https://github.com/"},"labels": {},"tags": []},\
            "spec": {"type": "service","lifecycle": "production","owner": "group:default/"},"relations": []},\
            "entityRef": "component:default/","location": {"id": "","type": "url","target": "https://"},\
            "taskId": "","templateRef": "template:default/","createdBy": "user:default/"},\
            "metadata": {"source": "backstage/catalog","eventId": "","timestamp": "2026-","correlationId": ""}}\
            no connection: Connection refused: HTTP 500 404 429 503 time-out: no whole answer within 15000 ms\
            connectionkeep-aliveservernginxcache-controlno-storedate GMTcontent-typetext/plain; charset=utf-8\
            content-length0exhaustedrejectedretried127.0.0.1:application/json; charset=utf-8\
            backstage/catalog/locationbackstage/techdocs/buildbackstage/catalog/entitybackstage/scaffolder/task\
            delivereduser-agentStagedoorcontent-typeapplication/jsonwebhook-idwebhook-timestamp17\
            webhook-signaturev1,""".getBytes(StandardCharsets.UTF_8);

    /**
     * Bytes in a second, of some 2,000 attempts: what comes beyond is stored as it is, because compression would cost
     * more than everything else in the history.
     */
    private static final long COMPRESSED = 1 << 20;

    /** Level 1: higher ones take twice the time, for a tenth less. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    /** Also Deflate, in stored blocks (RFC 1951, 3.2.4). */
    private final Deflater storing = new Deflater(Deflater.NO_COMPRESSION, true);

    private final LongSupplier clock;
    private long second;
    private long compressed;

    private byte[] packed = new byte[64 * 1024];

    public Packing() {
        this(System::nanoTime);
    }

    /** @param clock as {@link System#nanoTime} */
    Packing(LongSupplier clock) {
        this.clock = clock;
        this.second = clock.getAsLong();
    }

    byte[] pack(byte[] plain) {
        return pack(plain, mayCompress(plain.length) ? deflater : storing);
    }

    private boolean mayCompress(int bytes) {
        long now = clock.getAsLong();
        if (now - second >= SECOND) {
            second = now;
            compressed = 0;
        }
        if (compressed >= COMPRESSED) {
            return false;
        }
        compressed += bytes;
        return true;
    }

    private byte[] pack(byte[] plain, Deflater deflater) {
        deflater.reset();
        deflater.setDictionary(DICTIONARY);
        deflater.setInput(plain);
        deflater.finish();
        packed[0] = FORMAT;
        int size = 1;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return Arrays.copyOf(packed, size);
    }

    /** @throws IOException for anything that {@link #pack} did not make */
    static byte[] unpack(byte[] packed) throws IOException {
        if (packed.length == 0 || packed[0] != FORMAT) {
            throw new IOException("it is not of format " + FORMAT);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            inflater.setDictionary(DICTIONARY);
            byte[] plain = new byte[Math.min(MOST_BYTES, packed.length * 8)];
            int size = 0;
            while (!inflater.finished()) {
                if (size == plain.length) {
                    if (size >= MOST_BYTES) {
                        throw new IOException("it has more than " + MOST_BYTES + " bytes");
                    }
                    plain = Arrays.copyOf(plain, Math.min(MOST_BYTES, plain.length * 2));
                }
                int more = inflater.inflate(plain, size, plain.length - size);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IOException("it ends too early");
                }
                size += more;
            }
            return Arrays.copyOf(plain, size);
        } catch (DataFormatException e) {
            throw new IOException("it is not compressed: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
