package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code bdat-cmd = "BDAT" SP chunk-size [ SP end-marker ] CRLF} (RFC 3030 §2; SRV-170, SRV-174, SRV-177). Where it is
 * refused for any reason but its syntax, the chunk is read and thrown away first: it is on its way already.
 */
final class BdatCommand implements Command {
    /** More digits than any mail has octets; nothing overflows below. */
    private static final int MAX_DIGITS = 18;

    @Override
    public Action run(Session session, String argument) throws Refusal {
        String[] words = argument.split(" +", -1);
        if (words.length > 2
                || words.length == 2 && !words[1].toUpperCase(Locale.ROOT).equals("LAST")) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        Chunk.Place place = words.length == 2 ? Chunk.Place.LAST : Chunk.Place.MIDDLE;
        session.announce(new Chunk(chunkSize(words[0]), place, refusal(session)));
        return new Action.Await();
    }

    private static long chunkSize(String digits) throws Refusal {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        return Long.parseLong(digits);
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
