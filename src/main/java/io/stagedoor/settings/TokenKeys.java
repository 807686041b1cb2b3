package io.stagedoor.settings;

import io.stagedoor.http.access.AccessSettings;
import io.stagedoor.http.access.AccessToken;
import io.stagedoor.http.access.Roles;
import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Reads the keys {@code stagedoor.http.tokens.<name>.token} and {@code .role}. */
final class TokenKeys {

    private static final Pattern KEY =
            Pattern.compile(Pattern.quote(AccessSettings.TOKENS) + "\"?([^\"]+?)\"?\\.([a-z]+)");
    private static final Pattern VARIABLE = Pattern.compile("STAGEDOOR_HTTP_TOKENS_([A-Z0-9_]+)_(TOKEN|ROLE)");
    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    private final Config config;
    private final UnaryOperator<String> check;

    /** @param check of the text of a token; throws an IllegalArgumentException that does not repeat it */
    TokenKeys(Config config, UnaryOperator<String> check) {
        this.config = config;
        this.check = check;
    }

    List<AccessToken> read() throws StartFailure {
        List<AccessToken> tokens = new ArrayList<>();
        for (String name : names()) {
            tokens.add(token(name));
        }
        return tokens;
    }

    private Set<String> names() throws StartFailure {
        Set<String> names = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            Matcher dotted = KEY.matcher(key);
            Matcher variable = VARIABLE.matcher(key);
            if (variable.matches()) {
                names.add(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            } else if (dotted.matches() && !isOfVariable(key)) {
                if (!dotted.group(1).matches(NAME) || !Set.of("token", "role").contains(dotted.group(2))) {
                    throw new StartFailure(key + " is no key: it must be " + AccessSettings.TOKENS
                            + "<name>.token or .role, with lower-case letters, digits and single hyphens as its name");
                }
                names.add(dotted.group(1));
            }
        }
        return names;
    }

    /** SmallRye Config also lists a variable as a key with dots, wherever it has an underscore. */
    private boolean isOfVariable(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .anyMatch(variable::equals);
    }

    private AccessToken token(String name) throws StartFailure {
        String key = AccessSettings.TOKENS + name + ".token";
        Optional<String> reference = config.getOptionalValue(key, String.class);
        if (reference.isEmpty()) {
            throw new StartFailure(key + " is missing: set it to env:NAME or file:PATH");
        }
        try {
            SecretReference secret = new SecretReference(reference.get().strip());
            return new AccessToken(name, role(name), new CurrentSecret<>(secret, check::apply, Clock.systemUTC()));
        } catch (IOException | IllegalArgumentException e) {
            // Does not repeat the value: it may be the token itself, written there by mistake.
            throw new StartFailure(key + ": " + e.getMessage());
        }
    }

    private String role(String name) throws StartFailure {
        String key = AccessSettings.TOKENS + name + ".role";
        String role = config.getOptionalValue(key, String.class).orElse("").strip();
        if (!Roles.ALL.contains(role)) {
            throw new StartFailure(key + (role.isEmpty() ? " is missing" : "=" + role + " is no role")
                    + ": set it to viewer or operator");
        }
        return role;
    }
}
