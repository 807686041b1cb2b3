package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {

    @TempDir
    Path folder;

    @Test
    void every_yaml_file_is_read_in_order_of_the_names_also_in_folders_below() throws Exception {
        for (String name : List.of("b.yaml", "a.yml", "destinations/c.yaml", "z/deep/er/d.yml", "a-1.yaml")) {
            write(name, "# " + name);
        }

        assertThat(names()).containsExactly("a-1.yaml", "a.yml", "b.yaml", "destinations/c.yaml", "z/deep/er/d.yml");
        assertThat(RouteFolder.read(Optional.of(folder)))
                .contains(new RouteFile(folder.resolve("z/deep/er/d.yml").toString(), "# z/deep/er/d.yml"));
    }

    @Test
    void other_files_and_folders_are_no_route_files() throws Exception {
        for (String name : List.of("README.md", "a.yaml~", "a.yaml.bak", "yaml", "a.json", "folder.yaml/x.txt")) {
            write(name, "no route");
        }
        write("a.yaml", "route");

        assertThat(names()).containsExactly("a.yaml");
    }

    @Test
    void a_mounted_config_map_is_read_once() throws Exception {
        write("..2026_11_23/a.yaml", "route");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_23"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
        write(".git/config.yaml", "hidden");
        write("below/.hidden.yaml", "hidden");

        assertThat(RouteFolder.read(Optional.of(folder)))
                .containsExactly(new RouteFile(folder.resolve("a.yaml").toString(), "route"));
    }

    @Test
    void a_folder_may_be_a_link_or_inside_a_hidden_one() throws Exception {
        write(".releases/5/a.yaml", "route");
        Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of(".releases/5"));

        assertThat(RouteFolder.read(Optional.of(link)))
                .containsExactly(new RouteFile(link.resolve("a.yaml").toString(), "route"));
        assertThat(RouteFolder.read(Optional.of(folder.resolve(".releases/5")))).hasSize(1);
    }

    @Test
    void the_error_names_an_empty_folder() {
        assertThatThrownBy(() -> RouteFolder.read(Optional.of(folder)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("there is no .yaml file in the routes folder " + folder);
    }

    @Test
    void the_error_names_a_missing_folder() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> RouteFolder.read(Optional.of(missing)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("the routes cannot be read: ")
                .hasMessageContaining(missing.toString());
    }

    @Test
    void the_error_names_a_file_that_is_not_text() throws Exception {
        Path file = write("a.yaml", "");
        Files.write(file, "# Bühne".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> RouteFolder.read(Optional.of(folder)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the routes cannot be read: " + file + " is not UTF-8 text");
    }

    private List<String> names() throws StartFailure {
        return RouteFolder.read(Optional.of(folder)).stream()
                .map(file -> folder.relativize(Path.of(file.name())).toString())
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
