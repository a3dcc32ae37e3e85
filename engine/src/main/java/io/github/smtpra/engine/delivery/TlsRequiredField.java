package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** The header field {@code TLS-Required: No}: its sender would rather have a mail read by others than not delivered (RFC 8689 §5). */
final class TlsRequiredField {
    private static final int MAX_HEADER = 64 * 1024;
    private static final Pattern NO = Pattern.compile("(?i)TLS-Required[ \\t]*:\\s*No\\s*");
    private static final Pattern FIELD_END = Pattern.compile("\\r\\n(?![ \\t])");

    private TlsRequiredField() {}

    /** Whether the header that {@code content} begins with has it. Does not close {@code content}. */
    static boolean saysNo(InputStream content) throws IOException {
        String start = "\r\n" + new String(content.readNBytes(MAX_HEADER), ISO_8859_1);
        int end = start.indexOf("\r\n\r\n");
        String header = end < 0 ? start : start.substring(0, end);
        return FIELD_END.splitAsStream(header).anyMatch(field -> NO.matcher(field)
                .matches());
    }
}
