package de.saalelab.platform.http;

import de.saalelab.platform.http.Problem.InputError;
import de.saalelab.platform.text.TextHygiene;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One operation's input rules, made from the contract's schemas once and applied on the event loop: the library's own validation hands every request to
 * a worker thread, which costs half the throughput.
 */
final class RequestValidation {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("app://saalelab")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    /** As JSON writes numbers (RFC 8259); Java would also take {@code +5}, other scripts' digits and {@code NaN}. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** Input that passed, or the problem that tells why not. */
    sealed interface Result {
        record Valid(Map<String, Object> parameters, Optional<JsonObject> body) implements Result {}

        record Invalid(Problem problem) implements Result {}
    }

    private record Input(
            Parameter parameter, JsonSchema schema, Validator validator, Optional<Predicate<Object>> plain) {
        static Input of(Parameter parameter) {
            JsonSchema schema = parameter.getSchema();
            return new Input(parameter, schema, Validator.create(schema, OPTIONS), PlainSchema.of(schema));
        }
    }

    private final List<Input> inputs = new ArrayList<>();
    private final Set<String> queryNames = new HashSet<>();
    private final Optional<Body> body;

    private record Body(boolean required, JsonSchema schema, Validator validator) {}

    RequestValidation(Operation operation) {
        for (Parameter parameter : operation.getParameters()) {
            inputs.add(Input.of(parameter));
            if (parameter.getIn() == Location.QUERY) {
                queryNames.add(parameter.getName());
            }
        }
        body = Optional.ofNullable(operation.getRequestBody()).map(RequestValidation::body);
    }

    private static Body body(RequestBody requestBody) {
        MediaType json = requestBody.getContent().get("application/json");
        if (json == null) {
            throw new IllegalStateException("The contract has a request body that is not JSON");
        }
        return new Body(requestBody.isRequired(), json.getSchema(), Validator.create(json.getSchema(), OPTIONS));
    }

    boolean takes(String header) {
        return inputs.stream()
                .anyMatch(input -> input.parameter().getIn() == Location.HEADER
                        && input.parameter().getName().equalsIgnoreCase(header));
    }

    Result check(RoutingContext context) {
        List<InputError> errors = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (context.request().query() != null) {
            checkNames(context.queryParams(), errors);
        }
        inputs.forEach(input -> checkParameter(input, context, parameters, errors));
        if (!errors.isEmpty()) {
            return new Result.Invalid(Problem.of(ProblemType.INVALID_REQUEST, errors));
        }
        return checkBody(context, parameters);
    }

    private void checkNames(MultiMap query, List<InputError> errors) {
        for (String name : query.names()) {
            if (!queryNames.contains(name)) {
                errors.add(new InputError(shortened(name), "validation.unknown", List.of()));
            }
        }
    }

    private void checkParameter(
            Input input, RoutingContext context, Map<String, Object> parameters, List<InputError> errors) {
        String name = input.parameter().getName();
        List<String> given = switch (input.parameter().getIn()) {
            case QUERY ->
                context.request().query() == null
                        ? List.of()
                        : context.queryParams().getAll(name);
            case PATH -> Optional.ofNullable(context.pathParam(name)).stream().toList();
            case HEADER -> context.request().headers().getAll(name);
            case COOKIE -> throw new IllegalStateException("The contract has no cookie parameters");
        };
        if (given.isEmpty()) {
            Object fallback = input.schema().get("default");
            if (input.parameter().isRequired()) {
                errors.add(new InputError(name, "validation.required", List.of()));
            } else if (fallback != null) {
                parameters.put(name, fallback);
            }
            return;
        }
        if (given.size() > 1) {
            errors.add(new InputError(name, "validation.once", List.of()));
            return;
        }
        Optional<String> defect = TextHygiene.defect(given.getFirst());
        if (defect.isPresent()) {
            errors.add(new InputError(name, defect.get(), List.of()));
            return;
        }
        Object value = typed(given.getFirst(), input.schema());
        if (input.plain().isPresent() && input.plain().get().test(value)) {
            parameters.put(name, value);
            return;
        }
        OutputUnit result = input.validator().validate(value);
        if (result.getValid()) {
            parameters.put(name, value);
        } else {
            errors.addAll(SchemaErrors.of(result, input.schema(), name));
        }
    }

    private Result checkBody(RoutingContext context, Map<String, Object> parameters) {
        Buffer bytes = context.body().buffer();
        boolean empty = bytes == null || bytes.length() == 0;
        if (body.isEmpty()) {
            return new Result.Valid(parameters, Optional.empty());
        }
        if (empty && body.get().required()) {
            return new Result.Invalid(Problem.of(ProblemType.INVALID_JSON));
        }
        if (!isJson(context.request().getHeader("Content-Type"))) {
            return new Result.Invalid(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        Optional<JsonObject> parsed = JsonBody.parse(bytes);
        if (parsed.isEmpty()) {
            return new Result.Invalid(Problem.of(ProblemType.INVALID_JSON));
        }
        List<InputError> defects = new ArrayList<>();
        JsonObject cleaned = (JsonObject) cleaned(parsed.get(), "", defects);
        if (!defects.isEmpty()) {
            return new Result.Invalid(Problem.of(ProblemType.INVALID_TEXT, defects));
        }
        OutputUnit result = body.get().validator().validate(cleaned);
        if (!result.getValid()) {
            return new Result.Invalid(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    SchemaErrors.of(result, body.get().schema(), "")));
        }
        return new Result.Valid(parameters, Optional.of(cleaned));
    }

    /** Every text in its stored form; texts that hold what no text may hold are noted as defects. A password is left as typed. */
    private static Object cleaned(Object value, String pointer, List<InputError> defects) {
        return switch (value) {
            case JsonObject object -> {
                JsonObject copy = new JsonObject();
                object.forEach(entry -> {
                    String name = entry.getKey();
                    Optional<String> defect = TextHygiene.defect(name);
                    defect.ifPresent(key -> defects.add(new InputError(pointer + "/?", key, List.of())));
                    Object field = entry.getValue();
                    boolean asTyped = name.equals("password");
                    copy.put(name, field == null || asTyped ? field : cleaned(field, pointer + "/" + name, defects));
                });
                yield copy;
            }
            case JsonArray array -> {
                JsonArray copy = new JsonArray();
                for (int i = 0; i < array.size(); i++) {
                    Object item = array.getValue(i);
                    copy.add(item == null ? null : cleaned(item, pointer + "/" + i, defects));
                }
                yield copy;
            }
            case String text -> {
                TextHygiene.defect(text).ifPresent(key -> defects.add(new InputError(pointer, key, List.of())));
                yield TextHygiene.clean(text);
            }
            default -> value;
        };
    }

    private static Object typed(String text, JsonSchema schema) {
        Object type = schema.get("type");
        try {
            if ("integer".equals(type) && WHOLE.matcher(text).matches()) {
                return Integer.valueOf(text);
            }
            if ("number".equals(type) && DECIMAL.matcher(text).matches()) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            return text;
        }
        if ("boolean".equals(type) && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return text;
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        boolean utf8 = parts.length == 1 || !parts[1].contains("charset") || parts[1].contains("utf-8");
        return parts[0].strip().equals("application/json") && utf8;
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40);
    }
}
