package io.stagedoor.cli.events;

import io.stagedoor.contract.Channel;

/** An event and the channel that it goes to. */
record Outgoing(ReadEvent event, Channel channel) {}
