package io.stagedoor.ingress;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.Refusal.Why;
import io.stagedoor.ingress.producer.FailedAttempts;
import io.stagedoor.ingress.producer.Producer;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.ingress.producer.SignedRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides who may send what.
 *
 * <p>A right token passes at any time: comparing it costs nothing, and behind a proxy all senders have one address. A
 * signature is not looked at while its sender's address has too many failures, because that costs reading the body.
 */
final class Gate {

    private static final String REMEDY =
            "the credential of a producer is missing or wrong: send Authorization: Bearer, or the signature that the"
                    + " producer is configured with";

    private final Contract contract;
    private final Producers producers;
    private final FailedAttempts failures;
    private final Clock clock;

    Gate(Contract contract, Producers producers, FailedAttempts failures, Clock clock) {
        this.contract = contract;
        this.producers = producers;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Before the body is read.
     *
     * @return the producer; empty if the signature will tell
     */
    Optional<Producer> admit(RequestHead head) {
        Optional<Producer> known = producers.byToken(head.header("Authorization"));
        if (known.isPresent()) {
            return known;
        }
        int wait = failures.secondsToWait(head.remote());
        if (wait > 0) {
            throw new Refusal(Why.PRESSURE, "too many requests from this address with a wrong credential", wait);
        }
        if (!Producers.isSigned(head::header)) {
            throw unauthenticated(head.remote());
        }
        return Optional.empty();
    }

    /** The producer whose signature it is. */
    Producer verify(RequestHead head, byte[] body, String remote) {
        return producers
                .bySignature(new SignedRequest(head::header, body, clock.instant()))
                .orElseThrow(() -> unauthenticated(remote));
    }

    private Refusal unauthenticated(String remote) {
        failures.failed(remote);
        return new Refusal(Why.UNAUTHENTICATED, REMEDY, 0);
    }

    /** @param address or name, for a producer that has proved who he is */
    Channel channel(String address) {
        Optional<Channel> channel = contract.channel(address);
        if (channel.isEmpty()) {
            throw new Refusal(Why.UNKNOWN_CHANNEL, contract.whyNot(address).orElse("no such channel"), 0);
        }
        if (channel.get().hasParameters()) {
            throw new Refusal(
                    Why.UNKNOWN_CHANNEL,
                    "the address of " + channel.get().name() + " has parameters; write one address, such as "
                            + channel.get().sample(),
                    0);
        }
        return channel.get();
    }

    void permit(Producer producer, Channel channel) {
        if (!producer.may(channel)) {
            throw new Refusal(
                    Why.FORBIDDEN,
                    "the producer " + producer.name() + " may not send to " + channel.address()
                            + "; stagedoor.http.producers." + producer.name() + ".channels lists what it may",
                    0);
        }
    }
}
