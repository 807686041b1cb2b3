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
 * Lets the program in with its password, and everybody else as a producer, whatever he calls himself: he gains nothing by
 * a name. A producer may send to the channels, and beyond that what the {@code broker.xml} says of the role
 * {@code producer}; but he never sends elsewhere, where nobody would work it.
 */
final class Logins implements ActiveMQSecurityManager5 {

    private static final String PRODUCER = "producer";

    private final Optional<Credential> program;
    private final Set<String> channels;
    private final StrayAddresses strays;
    private final String anonymous;

    /** @param anonymous the name of who gave none, as Artemis puts it into its refusals */
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
