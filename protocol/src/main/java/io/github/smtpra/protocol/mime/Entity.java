package io.github.smtpra.protocol.mime;

/**
 * A message or a part of one, as its header says.
 *
 * @param kind what its body is
 * @param place where it stands
 * @param type its media type
 */
record Entity(Kind kind, Place place, ContentType type) {
    /** What a body is. */
    enum Kind {
        /** Octets that may be encoded. */
        LEAF,
        /** Octets that may not: signed, encrypted, or of a type that RFC 2046 §5.2 allows no encoding. */
        OPAQUE,
        /** Parts between delimiters. */
        MULTIPART,
        /** A message of its own. */
        MESSAGE
    }

    /** Where an entity stands. */
    enum Place {
        /** It is a message: its header has {@code MIME-Version}. */
        MESSAGE,
        /** It is a part of a multipart. */
        PART
    }

    static Entity of(EntityHeader header, Place place, String defaultType) {
        ContentType type = header.contentType(defaultType);
        return new Entity(kind(type, header.transferEncoding()), place, type);
    }

    private static Kind kind(ContentType type, String encoding) {
        boolean plain = isPlain(encoding);
        if (type.type().equals("multipart") && plain) {
            return type.isSealed() || type.boundary().isEmpty() ? Kind.OPAQUE : Kind.MULTIPART;
        }
        if (type.is("message", "rfc822") && plain) {
            return Kind.MESSAGE;
        }
        // RFC 2046 §5.2: no other encoding; RFC 6532 §3.7 allows it for message/global alone.
        boolean unencodable = type.type().equals("message") && !type.subtype().startsWith("global");
        return unencodable ? Kind.OPAQUE : Kind.LEAF;
    }

    /** RFC 2045 §6.2: whether the octets stand there as they are. */
    static boolean isPlain(String encoding) {
        return switch (encoding) {
            case "7bit", "8bit", "binary" -> true;
            default -> false;
        };
    }
}
