package io.stagedoor.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address with parameters (AsyncAPI 3.0, Channel Address Expressions), which matches many addresses.
 *
 * <pre>
 *  user/{userId}/signedup   fits   user/42/signedup
 *  a value has no '/' and is not empty; with an enum it is one of its values; the same name has the same value
 * </pre>
 */
final class AddressTemplate {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final String text;
    private final Map<String, Set<String>> allowed;
    private final Pattern shape;
    private final Pattern exact;

    /**
     * @param allowed the values of the parameters that have an {@code enum}
     * @throws IllegalArgumentException for braces without a name between them, or an unmatched brace
     */
    AddressTemplate(String text, Map<String, Set<String>> allowed) {
        this.text = text;
        this.allowed = Map.copyOf(allowed);
        this.shape = pattern(Map.of());
        this.exact = pattern(allowed);
    }

    static boolean is(String address) {
        return address.contains("{") || address.contains("}");
    }

    /** The address with {@code x} for each parameter, for examples and for checking the rest of it. */
    static String sample(String text) {
        return PARAMETER.matcher(text).replaceAll("x");
    }

    /** Whether an address matches a text; false when the text is not a valid template. */
    static boolean fits(String text, String address) {
        try {
            return is(text) && new AddressTemplate(text, Map.of()).fits(address);
        } catch (IllegalArgumentException noTemplate) {
            return false;
        }
    }

    boolean fits(String address) {
        return exact.matcher(address).matches();
    }

    /** Why an address does not match; empty when it does, or when it has another shape. */
    Optional<String> misfit(String address) {
        if (address.equals(text)) {
            return Optional.of("it has parameters; write one address, such as '" + sample(text) + "'");
        }
        if (fits(address) || !shape.matcher(address).matches()) {
            return Optional.empty();
        }
        return Optional.of(allowed.entrySet().stream()
                .map(each -> each.getKey() + " must be one of " + String.join(", ", each.getValue()))
                .collect(Collectors.joining("; ", "in '" + text + "' ", "")));
    }

    @Override
    public String toString() {
        return text;
    }

    private Pattern pattern(Map<String, Set<String>> values) {
        StringBuilder regex = new StringBuilder();
        Map<String, Integer> groups = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(text);
        int end = 0;
        while (parameter.find()) {
            regex.append(literal(text.substring(end, parameter.start())));
            String name = parameter.group(1);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("the address '" + text + "' has the parameter '{" + name
                        + "}'; name it with letters, digits, '_' and '-'");
            }
            Integer known = groups.putIfAbsent(name, groups.size() + 1);
            regex.append(known == null ? "(" + value(values.get(name)) + ")" : "\\" + known);
            end = parameter.end();
        }
        return Pattern.compile(regex.append(literal(text.substring(end))).toString());
    }

    private String literal(String between) {
        if (is(between)) {
            throw new IllegalArgumentException(
                    "the address '" + text + "' has an unmatched brace; write a parameter as {name}");
        }
        return Pattern.quote(between);
    }

    private static String value(Set<String> values) {
        if (values == null) {
            return "[^/{}]+";
        }
        List<String> quoted = new ArrayList<>();
        values.forEach(each -> quoted.add(Pattern.quote(each)));
        return String.join("|", quoted);
    }
}
