package io.stagedoor.contract.regex;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates the Unicode properties of ECMA 262 (tables 66 to 69) into Java's. */
final class UnicodeProperty {
    private static final Set<String> CATEGORIES = Set.of(
            "L", "LC", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd",
            "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs",
            "Co", "Cn");

    private static final Map<String, String> LONG_CATEGORIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Cased_Letter", "LC"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Combining_Mark", "M"),
            Map.entry("Nonspacing_Mark", "Mn"),
            Map.entry("Spacing_Mark", "Mc"),
            Map.entry("Enclosing_Mark", "Me"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("Letter_Number", "Nl"),
            Map.entry("Other_Number", "No"),
            Map.entry("Punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("Connector_Punctuation", "Pc"),
            Map.entry("Dash_Punctuation", "Pd"),
            Map.entry("Open_Punctuation", "Ps"),
            Map.entry("Close_Punctuation", "Pe"),
            Map.entry("Initial_Punctuation", "Pi"),
            Map.entry("Final_Punctuation", "Pf"),
            Map.entry("Other_Punctuation", "Po"),
            Map.entry("Symbol", "S"),
            Map.entry("Math_Symbol", "Sm"),
            Map.entry("Currency_Symbol", "Sc"),
            Map.entry("Modifier_Symbol", "Sk"),
            Map.entry("Other_Symbol", "So"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Line_Separator", "Zl"),
            Map.entry("Paragraph_Separator", "Zp"),
            Map.entry("Other", "C"),
            Map.entry("Control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("Format", "Cf"),
            Map.entry("Surrogate", "Cs"),
            Map.entry("Private_Use", "Co"),
            Map.entry("Unassigned", "Cn"));

    private static final Map<String, String> BINARY = Map.ofEntries(
            Map.entry("Any", EcmaSet.ANY),
            Map.entry("ASCII", "\\x{0}-\\x{7F}"),
            Map.entry("Assigned", "\\P{Cn}"),
            Map.entry("ASCII_Hex_Digit", "0-9A-Fa-f"),
            Map.entry("AHex", "0-9A-Fa-f"),
            Map.entry("Alphabetic", "\\p{IsAlphabetic}"),
            Map.entry("Alpha", "\\p{IsAlphabetic}"),
            Map.entry("Lowercase", "\\p{IsLowercase}"),
            Map.entry("Lower", "\\p{IsLowercase}"),
            Map.entry("Uppercase", "\\p{IsUppercase}"),
            Map.entry("Upper", "\\p{IsUppercase}"),
            Map.entry("White_Space", "\\p{IsWhite_Space}"),
            Map.entry("space", "\\p{IsWhite_Space}"),
            Map.entry("Ideographic", "\\p{IsIdeographic}"),
            Map.entry("Ideo", "\\p{IsIdeographic}"),
            Map.entry("Hex_Digit", "\\p{IsHex_Digit}"),
            Map.entry("Hex", "\\p{IsHex_Digit}"),
            Map.entry("Join_Control", "\\p{IsJoin_Control}"),
            Map.entry("Join_C", "\\p{IsJoin_Control}"),
            Map.entry("Noncharacter_Code_Point", "\\p{IsNoncharacter_Code_Point}"),
            Map.entry("NChar", "\\p{IsNoncharacter_Code_Point}"),
            Map.entry("ID_Start", "\\p{javaUnicodeIdentifierStart}"),
            Map.entry("IDS", "\\p{javaUnicodeIdentifierStart}"),
            Map.entry("ID_Continue", "[\\p{javaUnicodeIdentifierPart}&&\\P{javaIdentifierIgnorable}]"),
            Map.entry("IDC", "[\\p{javaUnicodeIdentifierPart}&&\\P{javaIdentifierIgnorable}]"),
            // From Java 21 on.
            Map.entry("Emoji", "\\p{IsEmoji}"),
            Map.entry("Emoji_Presentation", "\\p{IsEmoji_Presentation}"),
            Map.entry("EPres", "\\p{IsEmoji_Presentation}"),
            Map.entry("Emoji_Modifier", "\\p{IsEmoji_Modifier}"),
            Map.entry("EMod", "\\p{IsEmoji_Modifier}"),
            Map.entry("Emoji_Modifier_Base", "\\p{IsEmoji_Modifier_Base}"),
            Map.entry("EBase", "\\p{IsEmoji_Modifier_Base}"),
            Map.entry("Emoji_Component", "\\p{IsEmoji_Component}"),
            Map.entry("EComp", "\\p{IsEmoji_Component}"),
            Map.entry("Extended_Pictographic", "\\p{IsExtended_Pictographic}"),
            Map.entry("ExtPict", "\\p{IsExtended_Pictographic}"));

    private UnicodeProperty() {}

    /** The members of a Java class; null for an unknown name, or one that this Java does not support. */
    static String java(String property) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            String category = category(property);
            return category != null ? category : binary(property);
        }
        String value = property.substring(equals + 1);
        return switch (property.substring(0, equals)) {
            case "General_Category", "gc" -> category(value);
            case "Script", "sc" -> script(value);
            default -> null;
        };
    }

    private static String binary(String name) {
        String members = BINARY.get(name);
        return members == null || known("[" + members + "]") == null ? null : members;
    }

    static String complement(String members) {
        boolean single = members.startsWith("\\p{") && members.indexOf('}') == members.length() - 1;
        return single ? "\\P" + members.substring(2) : "[^" + members + "]";
    }

    private static String category(String name) {
        String category = CATEGORIES.contains(name) ? name : LONG_CATEGORIES.get(name);
        return category == null ? null : "\\p{" + category + "}";
    }

    // Java accepts any case; ECMA 262 only the case of the standard.
    private static String script(String name) {
        return name.matches("[A-Z][A-Za-z_]+") ? known("\\p{script=" + name + "}") : null;
    }

    private static String known(String members) {
        try {
            return members == null ? null : Pattern.compile(members).pattern();
        } catch (PatternSyntaxException unknown) {
            return null;
        }
    }
}
