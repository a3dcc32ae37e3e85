package io.github.smtpra.protocol.mime;

import java.util.Optional;

/** What is done with one body. */
enum Treatment {
    /** Nothing. */
    AS_IS,
    /** It is encoded. */
    QUOTED_PRINTABLE("quoted-printable"),
    /** It is encoded; its header does not say what it is (RFC 1428 §3). */
    QUOTED_PRINTABLE_OF_UNKNOWN("quoted-printable"),
    /** It is encoded. */
    BASE64("base64"),
    /** It is encoded; its header does not say what it is (RFC 1428 §3). */
    BASE64_OF_UNKNOWN("base64"),
    /** It is encoded already, in lines that are too long. */
    BASE64_REWRAP,
    /** It is encoded already, and not well. */
    QUOTED_PRINTABLE_REPAIR;

    private final Optional<String> encoding;

    Treatment() {
        encoding = Optional.empty();
    }

    Treatment(String encoding) {
        this.encoding = Optional.of(encoding);
    }

    /** The {@code Content-Transfer-Encoding} that it has afterwards, if that is another. */
    Optional<String> encoding() {
        return encoding;
    }

    Encoder encoder(Output out) {
        return switch (this) {
            case AS_IS -> new Plain(out);
            case QUOTED_PRINTABLE, QUOTED_PRINTABLE_OF_UNKNOWN -> new QuotedPrintable(out);
            case BASE64, BASE64_OF_UNKNOWN -> new Base64Lines(out);
            case BASE64_REWRAP -> new Base64Rewrap(out);
            case QUOTED_PRINTABLE_REPAIR -> new QuotedPrintableRepair(out);
        };
    }

    /** Leaves octets as they are. */
    private record Plain(Output out) implements Encoder {
        @Override
        public void write(byte octet) {
            out.write(octet);
        }

        @Override
        public void finish() {}
    }
}
