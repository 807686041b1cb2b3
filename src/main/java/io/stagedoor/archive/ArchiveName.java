package io.stagedoor.archive;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file for a day of a channel in the folder of an archive: {@code <channel>/<day>.jsonl}, or {@code
 * <day>.<replica>.jsonl}, with a folder for each segment of the channel's address. Files with other names belong to
 * others, and stay untouched.
 *
 * @param path below the archive's folder
 * @param replica empty for a replica without a name
 */
record ArchiveName(Path path, String replica) {

    private static final Pattern FILE = Pattern.compile(
            "(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(\\.(?<replica>[A-Za-z0-9][A-Za-z0-9._-]{0,127}))?\\.jsonl");

    /** @throws IllegalArgumentException when it is not a channel's address, and could lead out of the folder */
    static Path folder(String address) {
        Path folder = Path.of("");
        for (String segment : address.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + address + "' is not a valid address of a channel");
            }
            folder = folder.resolve(encoded(segment));
        }
        return folder;
    }

    static String file(String day, String replica) {
        return day + (replica.isEmpty() ? "" : "." + replica) + ".jsonl";
    }

    /** @return empty when the path, below the archive's folder, is not a file of an archive */
    static Optional<ArchiveName> of(Path path) {
        Matcher name = FILE.matcher(path.getFileName().toString());
        if (path.getParent() == null || !name.matches() || !isDay(name.group("day"))) {
            return Optional.empty();
        }
        for (Path folder : path.getParent()) {
            if (!isSegment(folder.toString())) {
                return Optional.empty();
            }
        }
        String replica = name.group("replica");
        return Optional.of(new ArchiveName(path, replica == null ? "" : replica));
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    private static boolean isSegment(String folder) {
        try {
            return encoded(URLDecoder.decode(folder, StandardCharsets.UTF_8)).equals(folder);
        } catch (IllegalArgumentException brokenEscape) {
            return false;
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
