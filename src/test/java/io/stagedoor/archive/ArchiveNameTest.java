package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {

    @ParameterizedTest
    @CsvSource({
        "backstage/catalog/entity/2026-11-23.jsonl,''",
        "catalog/2026-11-23.jsonl,''",
        "catalog/2024-02-29.pod-a.jsonl,pod-a",
        "catalog/2026-11-23.a.b_c-7.jsonl,a.b_c-7",
        "b%C3%BChne%3Ax*%3F/a+b/2026-11-23.jsonl,''",
    })
    void a_day_of_a_channel_is_a_file_of_the_archive(String path, String replica) {
        assertThat(ArchiveName.of(Path.of(path))).contains(new ArchiveName(Path.of(path), replica));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-exports.jsonl",
                "catalog/my-exports.jsonl",
                "2026-11-23.jsonl",
                "2026-11-23.pod-a.jsonl",
                "catalog/2026-11-23.jsonl.bak",
                "catalog/2026-11-23.jsonl.1",
                "catalog/2026-11-23.json",
                "catalog/x2026-11-23.jsonl",
                "catalog/2026-11-23x.jsonl",
                "catalog/2026-11-23-export.jsonl",
                "catalog/2026-11-23..jsonl",
                "catalog/2026-11-23. .jsonl",
                "catalog/2026-11-23.-a.jsonl",
                "catalog/2026-11-23.a b.jsonl",
                "catalog/2026-02-29.jsonl",
                "catalog/2026-13-01.jsonl",
                "catalog/2026-00-00.jsonl",
                "catalog/0000000000.jsonl",
                "catalog/my-export.jsonl",
                "catalog/.jsonl",
                "catalog/2026-11-23.JSONL",
                "my exports/2026-11-23.jsonl",
                "a%2fb/2026-11-23.jsonl",
                "a%zz/2026-11-23.jsonl",
                "übung/2026-11-23.jsonl",
            })
    void a_file_with_another_name_is_not_a_file_of_the_archive(String path) {
        assertThat(ArchiveName.of(Path.of(path))).isEmpty();
    }
}
