package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTreeTest {
    private final PathTree<String> tree = new PathTree<>();
    private final Map<String, String> parameters = new HashMap<>();

    PathTreeTest() {
        tree.add("GET", "/ideas", "list");
        tree.add("POST", "/ideas", "create");
        tree.add("GET", "/ideas/{ideaId}", "one");
        tree.add("GET", "/ideas/mine", "mine");
        tree.add("PUT", "/ballots/{ballotId}/marks/{optionId}", "cast");
    }

    @Test
    void pathsAreFoundByMethodAndSegments() {
        assertThat(find("GET", "/ideas")).contains("list");
        assertThat(find("POST", "/ideas")).contains("create");
        assertThat(find("PUT", "/ballots/b/marks/o")).contains("cast");
        assertThat(parameters).containsExactlyInAnyOrderEntriesOf(Map.of("ballotId", "b", "optionId", "o"));
    }

    @Test
    void namedSegmentComesBeforeAParameter() {
        assertThat(find("GET", "/ideas/mine")).contains("mine");
        assertThat(find("GET", "/ideas/17")).contains("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/ideas/",
                "//ideas",
                "/ideas//",
                "/idea",
                "/ideas/1/2",
                "/ballots/b/marks",
                "/ballots//marks/o"
            })
    void whatIsNoPathIsNotFound(String path) {
        assertThat(find("GET", path)).isEmpty();
        assertThat(find("PUT", path)).isEmpty();
    }

    @Test
    void otherMethodIsNotFound() {
        assertThat(find("DELETE", "/ideas")).isEmpty();
    }

    private Optional<String> find(String method, String path) {
        return tree.find(method, "/api/v1" + path, "/api/v1".length(), parameters::put);
    }
}
