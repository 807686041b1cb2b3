package io.stagedoor.broker.embedded.doors;

import io.stagedoor.broker.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/**
 * Admits the program by its password, and all others as producers, whatever their name: a name gives no rights. A
 * producer may send to the channels, and has the other rights of the role {@code producer} in the {@code broker.xml}.
 * It may never send elsewhere, because nobody would consume that.
 */
final class Logins implements ActiveMQSecurityManager5 {

    private static final String PRODUCER = "producer";

    private final Optional<Credential> program;
    private final Set<String> channels;
    private final StrayAddresses strays;
    private final String anonymous;

    /** @param anonymous what Artemis puts into its refusals as the name of a user without one */
    Logins(Optional<Credential> program, Set<String> channels, StrayAddresses strays, String anonymous) {
        this.program = program;
        this.channels = Set.copyOf(channels);
        this.strays = strays;
        this.anonymous = anonymous;
    }

    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
        if (!validateUser(user, password)) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user == null ? anonymous : user));
        if (isProgram(user, password)) {
            subject.getPrincipals().add(TheProgram.INSTANCE);
        }
        subject.setReadOnly();
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType right, String address) {
        if (TheProgram.is(subject)) {
            return true;
        }
        if (right == CheckType.SEND) {
            return channels.contains(address);
        }
        boolean may = roles != null
                && roles.stream().anyMatch(role -> PRODUCER.equals(role.getName()) && right.hasRole(role));
        if (!may && right == CheckType.CREATE_ADDRESS) {
            strays.refused();
        }
        return may;
    }

    private boolean isProgram(String user, String password) {
        return isItsName(user)
                && password != null
                && MessageDigest.isEqual(
                        program.orElseThrow().password().getBytes(StandardCharsets.UTF_8),
                        password.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isItsName(String user) {
        return program.map(Credential::user).filter(name -> name.equals(user)).isPresent();
    }

    @Override
    public boolean validateUser(String user, String password) {
        return !isItsName(user) || isProgram(user, password);
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType right) {
        return isProgram(user, password);
    }
}
