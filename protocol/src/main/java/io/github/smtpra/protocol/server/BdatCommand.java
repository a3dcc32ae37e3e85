package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code bdat-cmd = "BDAT" SP chunk-size [ SP end-marker ] CRLF} (RFC 3030 §2; SRV-170, SRV-174, SRV-177). Where it is
 * refused for any reason but its syntax, the chunk is read and thrown away first: it is on its way already.
 */
final class BdatCommand implements Command {
    /** Octets of a chunk that is too big: so many are read all the same, to stay in step with the client. */
    private static final long MOST_THROWN_AWAY = 1L << 30;

    @Override
    public Action run(Session session, String argument) throws Refusal {
        String[] words = argument.split(" +", -1);
        if (words.length > 2
                || words.length == 2 && !words[1].toUpperCase(Locale.ROOT).equals("LAST")) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        long size = chunkSize(words[0]);
        if (session.profile().maxSize() > 0 && size > Math.max(session.profile().maxSize(), MOST_THROWN_AWAY)) {
            // RFC 3030 §2 (SRV-174): nobody waits for the end of that; without it the stream is lost.
            session.ended();
            return new Action.Send(Replies.CHUNK_WITHOUT_END);
        }
        Chunk.Place place = words.length == 2 ? Chunk.Place.LAST : Chunk.Place.MIDDLE;
        session.announce(new Chunk(size, place, refusal(session)));
        return new Action.Await();
    }

    private static long chunkSize(String digits) throws Refusal {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        BigInteger size = new BigInteger(digits); // 1*DIGIT: zeros may lead.
        if (size.bitLength() >= Long.SIZE) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        return size.longValue();
    }

    // RFC 3030 §2 (SRV-171)
    private static @Nullable Reply refusal(Session session) {
        if (session.mustSecureFirst()) {
            return Replies.TLS_FIRST;
        }
        if (session.mustAuthenticateFirst()) {
            return Replies.AUTHENTICATE_FIRST; // RFC 4954 §6 (SRV-227)
        }
        return switch (session.phase()) {
            case RECIPIENTS, CHUNKS -> null;
            case FRESH -> Replies.GREET_FIRST;
            case SENDER -> Replies.RECIPIENT_FIRST;
            default -> Replies.MAIL_FIRST;
        };
    }
}
