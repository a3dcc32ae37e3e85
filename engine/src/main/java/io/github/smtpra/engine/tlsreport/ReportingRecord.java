package io.github.smtpra.engine.tlsreport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The record by which a domain asks for reports (RFC 8460 §3; CLI-067).
 *
 * <pre>
 * tlsrpt-record     = tlsrpt-version 1*(field-delim tlsrpt-field) [field-delim]
 * field-delim       = *WSP ";" *WSP
 * tlsrpt-field      = tlsrpt-rua / tlsrpt-extension       ; tlsrpt-rua is required
 * tlsrpt-version    = %s"v=TLSRPTv1"
 * tlsrpt-rua        = %s"rua=" tlsrpt-uri *(*WSP "," *WSP tlsrpt-uri)
 * tlsrpt-uri        = URI                                 ; "," "!" and ";" are encoded
 * tlsrpt-extension  = tlsrpt-ext-name "=" tlsrpt-ext-value
 * </pre>
 *
 * @param targets where reports go; URIs of other kinds are left out, and those behind the tenth
 */
record ReportingRecord(List<ReportTarget> targets) {
    /** Others than the domain's own may stand there: what is sent to them is bounded. RFC 8460 §3: one would do. */
    private static final int MOST_TARGETS = 10;

    private static final Pattern VERSION = Pattern.compile("v=TLSRPTv1[ \\t]*;.*");
    private static final Pattern DELIMITER = Pattern.compile("[ \\t]*;[ \\t]*");
    private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");
    private static final Pattern EXTENSION =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[\\x21-\\x3A\\x3C\\x3E-\\x7E]+");

    /** Copies the list. */
    ReportingRecord {
        targets = List.copyOf(targets);
    }

    /** The record among {@code texts}; empty if there is none, more than one, or one that is none. */
    static Optional<ReportingRecord> among(List<String> texts) {
        List<String> records =
                texts.stream().filter(text -> VERSION.matcher(text).matches()).toList();
        // RFC 8460 §3: other records are discarded; of what is left there must be one (CLI-067).
        return records.size() == 1 ? parse(records.get(0)) : Optional.empty();
    }

    private static Optional<ReportingRecord> parse(String text) {
        String[] parts = DELIMITER.split(text.stripTrailing(), -1);
        int count = parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        List<ReportTarget> targets = new ArrayList<>();
        boolean asked = false;
        for (String field : List.of(parts).subList(1, count)) {
            boolean rua = field.startsWith("rua=");
            if (rua ? !addTargets(field.substring(4), targets) : !isExtension(field)) {
                return Optional.empty();
            }
            asked |= rua;
        }
        return asked ? Optional.of(new ReportingRecord(targets)) : Optional.empty();
    }

    /** What we do not know is passed over (RFC 8460 §3). */
    private static boolean isExtension(String field) {
        return EXTENSION.matcher(field).matches();
    }

    private static boolean addTargets(String uris, List<ReportTarget> targets) {
        for (String text : COMMA.split(uris, -1)) {
            try {
                URI uri = new URI(text);
                if (!uri.isAbsolute() || text.indexOf('!') >= 0) {
                    return false;
                }
                ReportTarget.of(uri)
                        .filter(one -> targets.size() < MOST_TARGETS && !targets.contains(one))
                        .ifPresent(targets::add);
            } catch (URISyntaxException e) {
                return false;
            }
        }
        return true;
    }
}
