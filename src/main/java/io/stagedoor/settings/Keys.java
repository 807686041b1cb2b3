package io.stagedoor.settings;

import io.stagedoor.start.StartFailure;
import io.stagedoor.text.DurationText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Reads values of a kind. A value that is none is refused: the message names key, value and source. */
final class Keys {

    private final Config config;

    Keys(Config config) {
        this.config = config;
    }

    Duration duration(String key) throws StartFailure {
        try {
            return DurationText.parse(config.getValue(key, String.class).strip());
        } catch (IllegalArgumentException e) {
            throw refused(key, "is not a duration such as 90s or 5m");
        }
    }

    boolean either(String key) throws StartFailure {
        String text = config.getValue(key, String.class);
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(key, "is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }

    Optional<Path> namedOr(String key, Path usual) throws StartFailure {
        Optional<Path> named = named(key);
        return named.isPresent() ? named : Optional.of(usual).filter(Files::exists);
    }

    Optional<Path> named(String key) throws StartFailure {
        Optional<Path> path = config.getOptionalValue(key, String.class).map(Path::of);
        if (path.isPresent() && !Files.exists(path.get())) {
            throw refused(key, "does not exist");
        }
        return path;
    }

    int number(String key, int least, int most) throws StartFailure {
        try {
            int number = Integer.parseInt(config.getValue(key, String.class).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(key, "is not a whole number from " + least + " to " + most);
        }
        throw refused(key, "is not from " + least + " to " + most);
    }

    StartFailure refused(String key, String why) {
        ConfigValue value = config.getConfigValue(key);
        return new StartFailure(key + "=" + value.getValue() + " " + why + " (set in " + value.getSourceName() + ")");
    }
}
