package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.protocol.mime.Entity.Kind;
import io.github.smtpra.protocol.mime.Entity.Place;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * Gives content the form that a peer takes, by a {@link ConversionPlan}, in a second reading: what every reader gets to see
 * stays the same (RFC 6152 §3; CLI-016). Memory is that of a block and of the largest header. For one thread at a time.
 */
public final class Conversion {
    private final BodyType limit;
    private final Headers headers;
    private final Iterator<Treatment> treatments;
    private final Output out = new Output();
    private final MimeWalker walker;

    Conversion(ConversionPlan plan) {
        limit = plan.form().body();
        headers = new Headers(plan.form());
        treatments = plan.treatments().iterator();
        walker = new MimeWalker(new Writing());
    }

    /**
     * Takes the next octets; returns what came out, valid until the next call.
     *
     * @throws UnfitException if this is not the content that was surveyed
     */
    public ByteBuffer take(ByteBuffer octets) throws UnfitException {
        walker.take(octets.array(), octets.arrayOffset() + octets.position(), octets.arrayOffset() + octets.limit());
        return out.fetch();
    }

    /** The content is over; returns what is left. */
    public ByteBuffer finish() throws UnfitException {
        walker.finish();
        return out.fetch();
    }

    private final class Writing implements MimeWalker.Visitor {
        private Encoder encoder = Treatment.AS_IS.encoder(out);
        private int column;

        @Override
        public void header(EntityHeader header, Entity entity, String blankLine) throws UnfitException {
            boolean hasBody = entity.kind() == Kind.LEAF || entity.kind() == Kind.OPAQUE;
            Treatment treatment = hasBody ? next() : Treatment.AS_IS;
            encoder = treatment.encoder(out);
            headers.fit(relabelled(header, entity, treatment)).fields().forEach(out::write);
            out.write(blankLine);
        }

        private Treatment next() throws UnfitException {
            if (!treatments.hasNext()) {
                throw new UnfitException("4.3.0", "the content has changed while it was sent");
            }
            return treatments.next();
        }

        private EntityHeader relabelled(EntityHeader header, Entity entity, Treatment treatment) {
            if (treatment.encoding().isEmpty()) {
                return withHonestLabel(header);
            }
            EntityHeader labelled = entity.place() == Place.MESSAGE
                            && header.value("MIME-Version").isEmpty()
                    ? header.with("MIME-Version", "1.0")
                    : header;
            if (treatment == Treatment.QUOTED_PRINTABLE_OF_UNKNOWN || treatment == Treatment.BASE64_OF_UNKNOWN) {
                // RFC 1428 §3: nobody has said what it is.
                labelled = labelled.with("Content-Type", "text/plain; charset=unknown-8bit");
            }
            return labelled.with(
                    EntityHeader.TRANSFER_ENCODING, treatment.encoding().orElseThrow());
        }

        /** RFC 2045 §6.4: what holds nothing but 7-bit parts is not to be called 8bit where that is not taken. */
        private EntityHeader withHonestLabel(EntityHeader header) {
            String label = header.transferEncoding();
            boolean tooRich = label.equals("binary") && limit != BodyType.BINARY_MIME
                    || label.equals("8bit") && limit == BodyType.SEVEN_BIT;
            return tooRich
                    ? header.with(EntityHeader.TRANSFER_ENCODING, limit == BodyType.SEVEN_BIT ? "7bit" : "8bit")
                    : header;
        }

        @Override
        public void body(byte[] octets, int from, int to) {
            for (int i = from; i < to; i++) {
                encoder.write(octets[i]);
            }
        }

        @Override
        public void endOfBody() {
            encoder.finish();
        }

        @Override
        public void delimiter(byte[] octets) {
            out.write(octets, 0, octets.length);
            column = 0;
        }

        /** RFC 2046 §5.1.1: nobody is to read this. What a peer does not take of it is replaced. */
        @Override
        public void between(byte[] octets, int from, int to) {
            for (int i = from; i < to; i++) {
                between(octets[i]);
            }
        }

        private void between(byte octet) {
            boolean isBreak = octet == '\r' || octet == '\n';
            if (!isBreak && limit != BodyType.BINARY_MIME && column == BodyFacts.MAX_LINE) {
                // The blank, so that no delimiter comes to be.
                out.write("\r\n ");
                column = 1;
            }
            column = isBreak ? 0 : column + 1;
            boolean taken = limit == BodyType.BINARY_MIME || octet > 0 || octet < 0 && limit != BodyType.SEVEN_BIT;
            out.write(taken ? octet : '?');
        }
    }
}
