package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract that cannot be read, or is no contract, with the exact words that the operator reads. */
class BadContractFileTest extends BadContractRig {

    @Test
    void the_document_that_the_tests_spoil_is_good() throws Exception {
        assertThat(Contract.read(write(GOOD)).channels()).hasSize(1);
    }

    @Test
    void a_missing_file() {
        Path missing = folder.resolve("missing.yaml");
        assertThat(refused(missing)).hasMessage(missing + "#: there is no such file; correct the path, or create it");
    }

    @Test
    void a_folder() {
        assertThat(refused(folder)).hasMessage(folder + "#: this is a folder; name the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment\n"})
    void an_empty_file(String text) {
        assertProblem(text, "", "the file is empty; write a document into it");
    }

    @Test
    void a_file_that_is_too_long() {
        assertProblem("#" + "x".repeat(3 * 1024 * 1024), "", "larger than 3145728 bytes; split it with $ref");
    }

    @Test
    void a_file_that_is_not_utf8() throws IOException {
        Path file = Files.write(folder.resolve("a.yaml"), "info: café".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(file).reason()).isEqualTo("not UTF-8; save it in that encoding");
    }

    @Test
    void broken_yaml_is_told_with_line_and_column() {
        assertProblem(
                "asyncapi: 3.0.0\ninfo: [a, b\nchannels: {}\n",
                "",
                "line 3, column 9: neither YAML nor JSON: while parsing a flow sequence, expected ',' or ']', but got :");
    }

    @Test
    void broken_json_is_told_with_line_and_column() {
        assertProblem(
                "{\n\t\"asyncapi\": \"3.0.0\",\n\t\"info\" \"x\"\n}",
                "",
                "line 3, column 9: neither YAML nor JSON: while parsing a flow mapping, expected ',' or '}', but got <scalar>");
    }

    @Test
    void an_undefined_alias() {
        assertProblem(
                "asyncapi: *version\n", "", "line 1, column 11: neither YAML nor JSON: found undefined alias version");
    }

    @Test
    void an_alias_that_contains_itself() {
        assertProblem(
                "asyncapi: &a\n  b: *a\n",
                "/asyncapi",
                "an alias inside the value that it refers to; JSON has no cycles; use $ref (line 1)");
    }

    @Test
    void aliases_that_make_a_small_file_huge() {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refused(write(text.toString())).reason()).startsWith("too deep or too large");
    }

    @Test
    void brackets_without_end() {
        assertProblem("[".repeat(1_000_000), "", "nested too deeply for a contract; flatten it with $ref");
    }

    @Test
    void two_documents_in_one_file() {
        assertProblem(
                "asyncapi: 3.0.0\n---\nasyncapi: 3.0.0\n",
                "",
                "line 2, column 1: neither YAML nor JSON: expected a single document in the stream, but found another document");
    }

    @Test
    void a_tag_that_json_does_not_have() {
        assertProblem(
                "asyncapi: !secret {a: 1}\n",
                "/asyncapi",
                "the tag !secret has no meaning in JSON; remove it (line" + " 1)");
    }

    @Test
    void a_number_that_json_does_not_have() {
        assertProblem("asyncapi: .nan\n", "/asyncapi", "JSON has no number .nan; quote it if it is a string (line 1)");
    }

    @Test
    void a_key_that_occurs_twice() {
        assertProblem(
                GOOD.replace("  title: Shop\n", "  title: Shop\n  title: Shop\n"),
                "/info/title",
                "the key 'title' occurs twice; keep one of the two (line 4)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    - a                        |           | the document is not an object; Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0' (line 1)
                    just words                 |           | the document is not an object; Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0' (line 1)
                    openapi: 3.1.0             |           | this is an OpenAPI document (openapi 3.1.0); Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0' (line 1)
                    swagger: '2.0'             |           | this is an OpenAPI document (swagger 2.0); Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0' (line 1)
                    info: {title: a}           |           | there is no 'asyncapi' field; Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0' (line 1)
                    asyncapi: 2.6.0            | /asyncapi | this is AsyncAPI 2.6.0; Stagedoor reads 3.x.y; convert the document (line 1)
                    asyncapi: 4.0.0            | /asyncapi | this is AsyncAPI 4.0.0; Stagedoor reads 3.x.y; convert the document (line 1)
                    asyncapi: 3.0              | /asyncapi | this is AsyncAPI 3.0; Stagedoor reads 3.x.y; convert the document (line 1)
                    asyncapi: {a: b}           | /asyncapi | this is AsyncAPI without a version; Stagedoor reads 3.x.y; convert the document (line 1)
                    """)
    void another_kind_of_document(String text, String pointer, String reason) {
        assertProblem(text, pointer == null ? "" : pointer, reason);
    }

    @Test
    void a_problem_in_another_file_names_that_file() throws IOException {
        Files.createDirectory(folder.resolve("schemas"));
        Path other = Files.writeString(folder.resolve("schemas/order.yaml"), "Id:\n  type: strng\n");
        Contract contract = read(spoil("            type: string", "            $ref: './schemas/order.yaml#/Id'"));
        assertThat(contract.unserved().get(0).reason()).startsWith(other + "#/Id/type: ");
    }
}
