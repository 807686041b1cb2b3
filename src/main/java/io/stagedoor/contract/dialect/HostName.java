package io.stagedoor.contract.dialect;

import com.networknt.schema.Format;
import com.networknt.schema.format.IdnHostnameFormat;
import java.util.regex.Pattern;

/** Checks host names: RFC 1123, section 2.1, and the limits of DNS. */
final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    private static final Format INTERNATIONAL = new IdnHostnameFormat();

    private HostName() {}

    static boolean is(String text) {
        return text.length() <= MAX_LENGTH && LABELS.matcher(text).matches();
    }

    /** An internationalized host name (RFC 5890). Its ASCII form is never shorter than the text. */
    static boolean isInternational(String text) {
        return text.length() <= MAX_LENGTH && INTERNATIONAL.matches(null, text);
    }
}
