package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.mime.Entity.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads content once, to find out what each part of it needs before a peer takes it, or that it can not be. Memory is
 * bounded by the number of parts. For one thread at a time: {@link #take} all, then {@link #finish()}.
 */
public final class Survey {
    private static final int MAX_PARTS = 100_000;

    private final ContentForm form;
    private final MimeWalker walker;
    private final List<Treatment> treatments = new ArrayList<>();

    /** A survey for a peer that takes {@code form}. */
    public Survey(ContentForm form) {
        this.form = form;
        this.walker = new MimeWalker(new Looking());
    }

    /**
     * Takes the next octets.
     *
     * @throws UnfitException if the content can not be given the form
     */
    public void take(ByteBuffer octets) throws UnfitException {
        walker.take(octets.array(), octets.arrayOffset() + octets.position(), octets.arrayOffset() + octets.limit());
    }

    /**
     * The content is over.
     *
     * @throws UnfitException if it can not be given the form
     */
    public ConversionPlan finish() throws UnfitException {
        walker.finish();
        return new ConversionPlan(form, List.copyOf(treatments));
    }

    private final class Looking implements MimeWalker.Visitor {
        private final Headers headers = new Headers(form);
        private EntityHeader header = new EntityHeader(List.of());
        private Kind kind = Kind.LEAF;
        private String mediaType = "";
        private BodyFacts facts = new BodyFacts();

        @Override
        public void header(EntityHeader found, Entity entity, String blankLine) throws UnfitException {
            headers.fit(found);
            header = found;
            kind = entity.kind();
            mediaType = entity.type().type();
            facts = new BodyFacts();
        }

        @Override
        public void body(byte[] octets, int from, int to) {
            for (int i = from; i < to; i++) {
                facts.take(octets[i]);
            }
        }

        @Override
        public void endOfBody() throws UnfitException {
            if (treatments.size() == MAX_PARTS) {
                throw new UnfitException("5.6.0", "the message has too many parts");
            }
            treatments.add(treatment());
        }

        private Treatment treatment() throws UnfitException {
            if (facts.type().compareTo(form.body()) <= 0) {
                return Treatment.AS_IS;
            }
            String encoding = header.transferEncoding();
            if (kind == Kind.OPAQUE) {
                throw sealed();
            }
            if (Entity.isPlain(encoding)) {
                return encoded();
            }
            return switch (encoding) {
                case "base64" -> Treatment.BASE64_REWRAP;
                case "quoted-printable" -> Treatment.QUOTED_PRINTABLE_REPAIR;
                default -> throw sealed();
            };
        }

        /** RFC 6152 §3 (CLI-016), RFC 1847 §2.1: to change it would break what it is. */
        private UnfitException sealed() {
            return facts.hasEightBit() && form.body() == BodyType.SEVEN_BIT
                    ? new UnfitException("5.6.3", "a part that must not be changed has 8-bit content")
                    : new UnfitException("5.6.1", "a part that must not be changed has lines that are too long");
        }

        private Treatment encoded() {
            boolean unknown =
                    facts.hasEightBit() && header.value("Content-Type").isEmpty();
            if (!mediaType.equals("text") || !facts.isMostlyText()) {
                return unknown ? Treatment.BASE64_OF_UNKNOWN : Treatment.BASE64;
            }
            return unknown ? Treatment.QUOTED_PRINTABLE_OF_UNKNOWN : Treatment.QUOTED_PRINTABLE;
        }

        @Override
        public void delimiter(byte[] octets) {}

        @Override
        public void between(byte[] octets, int from, int to) {}
    }
}
