package io.stagedoor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of the project: its fenced blocks, and the lines around them. */
record Markdown(Path file, List<Block> blocks, List<Line> prose) {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", "data");
    private static final Pattern FENCE = Pattern.compile("( *)```(\\S*).*");
    private static final Pattern COMMENT = Pattern.compile(" *<!-- (.+) -->");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");

    /**
     * @param language what stands behind the three backticks
     * @param comment of the line before: {@code exit status: N}; {@code stop: NAME}, a command that ran beside; {@code file:
     *     NAME}, which the block is written to; {@code below "LINE" in NAME}, where it is inserted
     */
    record Block(int line, String language, Optional<String> comment, String text) {}

    record Line(int number, String text) {}

    record Link(int line, String target) {}

    /** All documents of the project, and nothing that a build left. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.toString()) || folder.endsWith("node_modules")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    static Markdown read(Path file) {
        List<Block> blocks = new ArrayList<>();
        List<Line> prose = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i));
                if (!fence.matches()) {
                    prose.add(new Line(i + 1, lines.get(i)));
                    continue;
                }
                Optional<String> comment = Optional.of(lines.get(Math.max(0, i - 1)))
                        .map(COMMENT::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1));
                int begin = i + 1;
                StringBuilder text = new StringBuilder();
                String end = fence.group(1) + "```";
                while (!lines.get(++i).equals(end)) {
                    String line = lines.get(i);
                    text.append(
                                    line.startsWith(fence.group(1))
                                            ? line.substring(fence.group(1).length())
                                            : line)
                            .append('\n');
                }
                blocks.add(new Block(begin, fence.group(2), comment, text.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Markdown(file, blocks, prose);
    }

    List<Link> links() {
        return prose.stream()
                .flatMap(line -> LINK.matcher(CODE.matcher(line.text()).replaceAll("code"))
                        .results()
                        .map(link -> new Link(line.number(), link.group(1))))
                .toList();
    }

    /** As GitHub makes them of the headings. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Line line : prose) {
            Matcher heading = HEADING.matcher(line.text());
            if (heading.matches()) {
                String anchor = heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }
}
