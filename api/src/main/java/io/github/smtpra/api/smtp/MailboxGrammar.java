package io.github.smtpra.api.smtp;

/**
 * The grammar of a mailbox, one method per rule of RFC 5321 §4.1.2 and §4.1.3, with what RFC 6531 §3.3 adds to them
 * (SRV-271). A hand-written descent: every character is looked at once, so no address costs more than its length.
 */
final class MailboxGrammar {
    /** RFC 5321 §4.5.3.1.1 (SRV-090). */
    private static final int MAX_LOCAL_PART = 64;

    /** RFC 5321 §4.5.3.1.2 (SRV-090). */
    private static final int MAX_DOMAIN = 255;

    /** RFC 1035 §2.3.4. */
    private static final int MAX_LABEL = 63;

    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private int at;

    private MailboxGrammar(String text) {
        this.text = text;
    }

    /** {@code Mailbox = Local-part "@" ( Domain / address-literal )}. */
    static Mailbox mailbox(String text) {
        MailboxGrammar grammar = new MailboxGrammar(text);
        String localPart = grammar.localPart();
        // RFC 5321 §4.1.2 (SRV-067, SRV-074)
        if (!grammar.take('@')) {
            throw bad("an \"@\" must follow the local part");
        }
        return Mailbox.of(localPart, text.substring(grammar.at));
    }

    /** {@code Local-part = Dot-string / Quoted-string}. */
    private String localPart() {
        return peek() == '"' ? quotedString() : dotString();
    }

    /** {@code Dot-string = Atom *("." Atom)} (SRV-065, SRV-068). */
    private String dotString() {
        int start = at;
        do {
            atom();
        } while (take('.'));
        return text.substring(start, at);
    }

    /** {@code Atom = 1*atext} (SRV-065). */
    private void atom() {
        int start = at;
        while (isAtext(peek())) {
            advance();
        }
        if (at == start) {
            throw bad("the local part has an empty atom or a character that needs quotes");
        }
    }

    /** {@code Quoted-string = DQUOTE *QcontentSMTP DQUOTE}; the value is what stands between, unescaped (SRV-064). */
    private String quotedString() {
        StringBuilder value = new StringBuilder();
        at++;
        while (!take('"')) {
            value.appendCodePoint(take('\\') ? quotedPair() : qtext());
        }
        return value.toString();
    }

    /** {@code quoted-pairSMTP = %d92 %d32-126}: RFC 6531 adds nothing to it. */
    private int quotedPair() {
        if (!isPrintable(peek())) {
            throw bad("behind a backslash is no printable US-ASCII character");
        }
        return advance();
    }

    /** {@code qtextSMTP = %d32-33 / %d35-91 / %d93-126 / UTF8-non-ascii}; the first two gaps are looked for before. */
    private int qtext() {
        if (!isPrintable(peek()) && !Text.isUtf8NonAscii(peek())) {
            throw bad("a quote is open at the end, or holds a character that no address may have");
        }
        return advance();
    }

    static String checkedLocalPart(String localPart) {
        if (Text.octets(localPart) > MAX_LOCAL_PART) {
            throw new IllegalArgumentException("the local part is longer than 64 octets (RFC 5321, 4.5.3.1.1)");
        }
        // RFC 6531 §3.2, RFC 3629 (SRV-274, SRV-278): what is no UTF-8 has come as half a surrogate pair.
        if (!localPart.codePoints().allMatch(c -> isPrintable(c) || Text.isUtf8NonAscii(c))) {
            throw new IllegalArgumentException("the local part has a character that no address may have");
        }
        return localPart;
    }

    /** {@code Domain / address-literal}; {@code sub-domain =/ U-label} (RFC 6531 §3.3). */
    static String checkedDomain(String domain) {
        String ascii = Text.isAscii(domain)
                ? domain
                : InternationalDomain.toAscii(domain).orElse("");
        if (Math.max(ascii.length(), domain.length()) > MAX_DOMAIN) {
            throw new IllegalArgumentException("the domain is longer than 255 octets (RFC 5321, 4.5.3.1.2)");
        }
        if (!isDomain(ascii) && !AddressLiteral.isAddressLiteral(ascii)) {
            throw new IllegalArgumentException("what follows the \"@\" is neither a domain nor an address literal");
        }
        return domain;
    }

    /** {@code Domain = sub-domain *("." sub-domain)}. */
    static boolean isDomain(String text) {
        int start = 0;
        int dot;
        while ((dot = text.indexOf('.', start)) >= 0) {
            if (!isSubDomain(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isSubDomain(text, start, text.length());
    }

    /** {@code sub-domain = Let-dig [Ldh-str]}; the underscore is tolerated by custom, never at an edge (SRV-068). */
    private static boolean isSubDomain(String text, int start, int end) {
        if (end == start || end - start > MAX_LABEL) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean edge = i == start || i == end - 1;
            if (!isLetDig(c) && (edge ? c != '_' : c != '-' && c != '_')) {
                return false;
            }
        }
        return true;
    }

    // RFC 5321 §4.1.2 (CLI-014)
    static String quotedIfNeeded(String localPart) {
        if (isDotString(localPart)) {
            return localPart;
        }
        StringBuilder quoted = new StringBuilder(localPart.length() + 2).append('"');
        for (char c : localPart.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static boolean isDotString(String text) {
        boolean dotAllowed = false;
        for (int c : text.codePoints().toArray()) {
            if (c == '.' ? !dotAllowed : !isAtext(c)) {
                return false;
            }
            dotAllowed = c != '.';
        }
        return dotAllowed;
    }

    /** {@code atext =/ UTF8-non-ascii} (RFC 6531 §3.3). */
    private static boolean isAtext(int c) {
        return isLetDig(c) || c > 0 && ATEXT_SPECIALS.indexOf(c) >= 0 || c > 127 && Text.isUtf8NonAscii(c);
    }

    private static boolean isPrintable(int c) {
        return c >= 32 && c <= 126;
    }

    private static boolean isLetDig(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private int peek() {
        return at < text.length() ? text.codePointAt(at) : -1;
    }

    private int advance() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private static IllegalArgumentException bad(String why) {
        return new IllegalArgumentException("not a mailbox: " + why);
    }
}
