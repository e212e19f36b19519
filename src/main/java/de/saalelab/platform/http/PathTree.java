package de.saalelab.platform.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Paths of the contract by their segments, such as {@code /ideas/{ideaId}/support}: one look-up a segment instead of one regular expression for each
 * operation. Knows plain paths only; whatever is percent-encoded, has empty segments or a slash at the end, is not found here.
 *
 * @param <T> what a path leads to
 */
final class PathTree<T> {
    private static final class Node<T> {
        final Map<String, Node<T>> named = new HashMap<>();
        final Map<String, T> values = new HashMap<>();
        Optional<Node<T>> any = Optional.empty();
        String parameter = "";
    }

    private final Node<T> root = new Node<>();

    /** Adds a path of the contract for a method. */
    void add(String method, String path, T value) {
        Node<T> node = root;
        for (String segment : path.substring(1).split("/", -1)) {
            node = segment.startsWith("{") ? parameter(node, segment) : named(node, segment);
        }
        node.values.put(method, value);
    }

    private static <T> Node<T> named(Node<T> node, String segment) {
        return node.named.computeIfAbsent(segment, name -> new Node<>());
    }

    private static <T> Node<T> parameter(Node<T> node, String segment) {
        String name = segment.substring(1, segment.length() - 1);
        Node<T> next = node.any.orElseGet(Node::new);
        if (node.any.isPresent() && !next.parameter.equals(name)) {
            throw new IllegalStateException("Two names for one parameter: " + next.parameter + ", " + name);
        }
        next.parameter = name;
        node.any = Optional.of(next);
        return next;
    }

    /**
     * Follows a path; {@code parameters} is told what stands in for each parameter, also when nothing is found in the end.
     *
     * @param path begins with a slash, without the query
     * @param from index of that slash
     */
    Optional<T> find(String method, String path, int from, BiConsumer<String, String> parameters) {
        Node<T> node = root;
        int start = from + 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            Node<T> named = node.named.get(segment);
            if (named != null) {
                node = named;
            } else if (node.any.isPresent() && !segment.isEmpty()) {
                node = node.any.get();
                parameters.accept(node.parameter, segment);
            } else {
                return Optional.empty();
            }
            start = end + 1;
        }
        return Optional.ofNullable(node.values.get(method));
    }
}
