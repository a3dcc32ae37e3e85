package io.github.smtpra.protocol.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.protocol.mime.Entity.Kind;
import io.github.smtpra.protocol.mime.Entity.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks through a message, part by part (RFC 2046 §5.1), and tells a {@link Visitor} what is where. Memory is bounded by the
 * largest header. Invariant: every octet of the content is told once, in order. For one thread at a time.
 */
final class MimeWalker implements LineSplitter.Sink {
    private static final int MAX_HEADER = 1024 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final byte[] CRLF = {'\r', '\n'};

    private final Visitor visitor;
    private final LineSplitter lines = new LineSplitter(this);
    private final Deque<Multipart> multiparts = new ArrayDeque<>();
    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int headerSize;
    private State state = State.HEADER;
    private Place place = Place.MESSAGE;
    private String defaultType = "text/plain";

    /** The line break before a delimiter belongs to that (RFC 2046 §5.1.1), so that each is held back. */
    private boolean breakHeld;

    private enum State {
        HEADER,
        BODY,
        BETWEEN
    }

    /** A multipart whose end has not come. */
    private record Multipart(String delimiter, String defaultType) {}

    MimeWalker(Visitor visitor) {
        this.visitor = visitor;
    }

    void take(byte[] block, int from, int to) throws UnfitException {
        lines.take(block, from, to);
    }

    void finish() throws UnfitException {
        lines.finish();
        if (state == State.HEADER) {
            endHeader("");
        }
        releaseBreak();
        endBody();
    }

    @Override
    public void line(byte[] octets, int length) throws UnfitException {
        if (length > 1 && octets[0] == '-' && octets[1] == '-' && isDelimiter(octets, length)) {
            return;
        }
        text(octets, length);
        endLine();
    }

    @Override
    public void piece(byte[] octets, int length) throws UnfitException {
        text(octets, length);
    }

    @Override
    public void endOfPieces() throws UnfitException {
        endLine();
    }

    private void text(byte[] octets, int length) throws UnfitException {
        switch (state) {
            case HEADER -> headerText(new String(octets, 0, length, ISO_8859_1));
            case BODY -> {
                releaseBreak();
                visitor.body(octets, 0, length);
            }
            default -> visitor.between(octets, 0, length);
        }
    }

    private void headerText(String text) throws UnfitException {
        headerSize += text.length();
        if (headerSize > MAX_HEADER) {
            throw new UnfitException("5.6.0", "a header is too large to be looked at");
        }
        if (field.length() == 0 && !text.isEmpty() && text.charAt(0) != ' ' && text.charAt(0) != '\t') {
            field.append(text);
        } else if (field.length() == 0 && !text.isEmpty() && !fields.isEmpty()) {
            // A folded line belongs to the field before it.
            field.append(fields.remove(fields.size() - 1)).append(text);
        } else {
            field.append(text);
        }
    }

    private void endLine() throws UnfitException {
        switch (state) {
            case HEADER -> endHeaderLine();
            case BODY -> {
                releaseBreak();
                breakHeld = true;
            }
            default -> visitor.between(CRLF, 0, 2);
        }
    }

    private void endHeaderLine() throws UnfitException {
        if (field.length() == 0) {
            endHeader("\r\n");
        } else {
            fields.add(field + "\r\n");
            field.setLength(0);
        }
    }

    private void endHeader(String blankLine) throws UnfitException {
        if (field.length() > 0) {
            fields.add(field.toString());
            field.setLength(0);
        }
        EntityHeader header = new EntityHeader(fields);
        fields.clear();
        headerSize = 0;
        Entity entity = Entity.of(header, place, defaultType);
        visitor.header(header, entity, blankLine);
        enter(entity);
    }

    private void enter(Entity entity) throws UnfitException {
        switch (entity.kind()) {
            case MULTIPART -> {
                if (multiparts.size() == MAX_DEPTH) {
                    throw new UnfitException("5.6.0", "the parts of the message are nested too deeply");
                }
                String type = entity.type().subtype().equals("digest") ? "message/rfc822" : "text/plain";
                multiparts.push(new Multipart("--" + entity.type().boundary().orElseThrow(), type));
                state = State.BETWEEN;
            }
            case MESSAGE -> begin(Place.MESSAGE, "text/plain");
            default -> state = State.BODY;
        }
    }

    private void begin(Place where, String type) {
        state = State.HEADER;
        place = where;
        defaultType = type;
    }

    private void releaseBreak() throws UnfitException {
        if (breakHeld) {
            breakHeld = false;
            visitor.body(CRLF, 0, 2);
        }
    }

    private void endBody() throws UnfitException {
        if (state == State.BODY) {
            state = State.BETWEEN;
            visitor.endOfBody();
        }
    }

    /** Looks whether a line delimits the parts of one of the multiparts that are open; goes on behind it if so. */
    private boolean isDelimiter(byte[] octets, int length) throws UnfitException {
        String line = new String(octets, 0, length, ISO_8859_1).stripTrailing();
        for (Multipart multipart : multiparts) {
            if (line.equals(multipart.delimiter()) || line.equals(multipart.delimiter() + "--")) {
                delimited(multipart, new String(octets, 0, length, ISO_8859_1));
                return true;
            }
        }
        return false;
    }

    private void delimited(Multipart multipart, String line) throws UnfitException {
        if (state == State.HEADER) {
            endHeader("");
        }
        endBody();
        String lineBreak = breakHeld ? "\r\n" : "";
        breakHeld = false;
        byte[] octets = (lineBreak + line + "\r\n").getBytes(ISO_8859_1);
        visitor.delimiter(octets);
        while (!multiparts.element().equals(multipart)) {
            multiparts.pop();
        }
        if (line.stripTrailing().equals(multipart.delimiter())) {
            begin(Place.PART, multipart.defaultType());
        } else {
            multiparts.pop();
            state = State.BETWEEN;
        }
    }

    /** Hears what is where. */
    interface Visitor {
        /**
         * A header is over.
         *
         * @param blankLine CRLF, or nothing where the message ends without
         */
        void header(EntityHeader header, Entity entity, String blankLine) throws UnfitException;

        /** Octets of the body of the entity whose header came last, which is a {@link Kind#LEAF} or {@link Kind#OPAQUE}. */
        void body(byte[] octets, int from, int to) throws UnfitException;

        /** That body is over. */
        void endOfBody() throws UnfitException;

        /** A line that delimits parts, with the line breaks around it. */
        void delimiter(byte[] octets);

        /** Octets before the first part or behind the last, which nobody is to read. */
        void between(byte[] octets, int from, int to);
    }
}
