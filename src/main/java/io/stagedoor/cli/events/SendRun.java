package io.stagedoor.cli.events;

import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Stopping;
import io.stagedoor.cli.events.ChannelChoice.NoChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code send}: sends the input once, or repeats it until the count is reached. */
final class SendRun implements EventVisitor {

    private final ChannelChoice choice;
    private final EventSender sender;
    private final SendTally tally;
    private final Progress progress;
    private final FreshEvent fresh;
    private final long count;
    private final Stopping stopping;
    private final List<Outgoing> kept = new ArrayList<>();
    private long handed;

    /** @param count of events in total; 0 sends the input once */
    SendRun(
            ChannelChoice choice,
            EventSender sender,
            SendTally tally,
            Progress progress,
            FreshEvent fresh,
            long count,
            Stopping stopping) {
        this.choice = choice;
        this.sender = sender;
        this.tally = tally;
        this.progress = progress;
        this.fresh = fresh;
        this.count = count;
        this.stopping = stopping;
    }

    @Override
    public boolean visit(ReadEvent event) throws IOException {
        if (stopping.asked()) {
            return false;
        }
        if (event.fault() != null) {
            tally.notSent(event, event.fault() + "; to send the input line by line, unchecked: --channel NAME --raw");
            return true;
        }
        try {
            Outgoing outgoing = new Outgoing(event, choice.of(event));
            // Only a run that repeats the input needs to keep it.
            if (count > 0) {
                kept.add(outgoing);
            }
            send(outgoing);
        } catch (NoChoice e) {
            tally.notSent(event, e.getMessage());
        }
        return count == 0 || handed < count;
    }

    /** Sends the input again, as new events, until the count is reached. */
    void repeat() throws IOException {
        for (int next = 0; handed < count && !kept.isEmpty() && !stopping.asked(); next = (next + 1) % kept.size()) {
            Outgoing before = kept.get(next);
            send(new Outgoing(fresh.of(before.event()), before.channel()));
        }
    }

    private void send(Outgoing outgoing) throws IOException {
        handed++;
        sender.send(outgoing);
        progress.at(tally.sent());
    }
}
