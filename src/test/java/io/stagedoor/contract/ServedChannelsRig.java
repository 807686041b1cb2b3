package io.stagedoor.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Reads documents with channels of any kind. */
abstract class ServedChannelsRig {

    static final String HEAD = "asyncapi: 3.0.0\ninfo: {title: Shop, version: 1.0.0}\nchannels:\n";

    static final String GOOD = HEAD + "  orders: {address: shop/orders, messages: {m: {payload: {required: [id]}}}}\n";

    @TempDir
    Path folder;

    Contract read(String text) throws Exception {
        return Contract.read(Files.writeString(folder.resolve("contract.yaml"), text));
    }
}
