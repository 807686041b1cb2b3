package io.stagedoor.ingress.producer;

import io.stagedoor.contract.Channel;

/** One who may send events over HTTP, and how he proves it. */
public record Producer(String name, Proof proof, PermittedChannels channels) {

    public boolean may(Channel channel) {
        return channels.contain(channel);
    }
}
