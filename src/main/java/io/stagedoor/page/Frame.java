package io.stagedoor.page;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.Busy;
import io.stagedoor.page.asset.AssetFiles;
import io.stagedoor.page.present.Words;
import io.stagedoor.page.view.Shell;
import io.stagedoor.wire.QueueNames;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** Makes the frame of each page: who looks at it, and what stands on every one. */
@RequestScoped
class Frame {

    /** The name of whoever needs no login. */
    private static final String THIS_MACHINE = "localhost";

    private final SecurityIdentity identity;
    private final BrokerState broker;
    private final AssetFiles assets;
    private final Instant now = Clock.systemUTC().instant();

    Frame(SecurityIdentity identity, BrokerState broker, AssetFiles assets) {
        this.identity = identity;
        this.broker = broker;
        this.assets = assets;
    }

    /** The time of this request. */
    Instant now() {
        return now;
    }

    /** Of a page that keeps itself up to date. */
    Shell live(String title, String section, Shell.Flash flash) {
        return shell(title, section, true, flash);
    }

    /** Of a page that stays as it is. */
    Shell still(String title, String section, Shell.Flash flash) {
        return shell(title, section, false, flash);
    }

    /** Of a page that tells nothing about the installation. */
    Shell bare(String title) {
        return new Shell(
                title, "", false, false, null, null, false, null, null, null, Words.second(now), assets.links());
    }

    /** Who acts in this request. */
    Actor actor() {
        return Roles.actor(identity);
    }

    private boolean mayAct() {
        return identity.hasRole(Roles.OPERATOR);
    }

    /** Null where no login is needed. */
    private String person() {
        String name = actor().name();
        return name.equals(THIS_MACHINE) ? null : Words.foreign(name);
    }

    private Shell shell(String title, String section, boolean live, Shell.Flash flash) {
        if (identity.isAnonymous()) {
            return bare(title); // Before a login nothing is told, on no page of a failure either.
        }
        String away = null;
        String dead = null;
        try {
            long count = broker.latest().queues().entrySet().stream()
                    .filter(queue -> QueueNames.isDeadLetter(queue.getKey()))
                    .mapToLong(queue -> queue.getValue().messages())
                    .sum();
            dead = count == 0 ? null : Words.count(count);
        } catch (IOException | Busy e) {
            away = "The numbers are not up to date. Events wait in their queues, nothing is lost, and the program keeps"
                    + " trying to connect: " + Words.foreign(e.getMessage());
        }
        return new Shell(
                Words.foreign(title),
                section,
                true,
                live,
                person(),
                actor().role(),
                mayAct(),
                away,
                dead,
                flash,
                Words.second(now),
                assets.links());
    }
}
