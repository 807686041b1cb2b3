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
 * Where a day of a channel stands in the folder of an archive: {@code <channel>/<day>.jsonl}, or {@code
 * <day>.<replica>.jsonl}, with a folder for each segment of the channel's address. What is named otherwise is somebody
 * else's, and is not touched.
 *
 * @param path below the archive's folder
 * @param replica empty for the one that has no name
 */
record ArchiveName(Path path, String replica) {

    private static final Pattern FILE = Pattern.compile(
            "(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(\\.(?<replica>[A-Za-z0-9][A-Za-z0-9._-]{0,127}))?\\.jsonl");

    /** @throws IllegalArgumentException when it is no address of a channel, and could lead out of the folder */
    static Path folder(String address) {
        Path folder = Path.of("");
        for (String segment : address.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + address + "' is no address of a channel");
            }
            folder = folder.resolve(encoded(segment));
        }
        return folder;
    }

    static String file(String day, String replica) {
        return day + (replica.isEmpty() ? "" : "." + replica) + ".jsonl";
    }

    /** @param path below the archive's folder; empty where it is no file of an archive */
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
