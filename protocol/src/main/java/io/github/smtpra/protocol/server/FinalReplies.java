package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The replies to a mail's content. After them, whatever they are, the buffers are empty (RFC 5321 §4.1.1.4; SRV-032).
 */
final class FinalReplies {
    private final Session session;

    FinalReplies(Session session) {
        this.session = session;
    }

    /** How many are owed for a mail: one for each recipient, or one. */
    int owed() {
        MailTransaction mail = session.transaction();
        return mail.answering() == Answering.FOR_EACH_RECIPIENT ? mail.recipientCount() : 1;
    }

    /** There is one for the whole mail. */
    Action once(Reply reply) {
        return answered(List.of(reply));
    }

    /** One for each that is owed, in the order of the recipients. */
    Action each(List<Reply> replies) {
        if (replies.size() != owed()) {
            throw new IllegalArgumentException(replies.size() + " replies for " + owed());
        }
        boolean inBlock = session.transaction().answering() == Answering.FOR_EACH_RECIPIENT && !isLmtp();
        return answered(inBlock ? block(replies) : replies);
    }

    /** The same for all: it is the content that is refused. With PRDR one reply says so (draft-hall-prdr-00 §4.5). */
    Action contentRefused(Reply reply) {
        return answered(isLmtp() ? Collections.nCopies(owed(), reply) : List.of(reply));
    }

    private Action answered(List<Reply> replies) {
        session.reset();
        return new Action.Send(replies);
    }

    private boolean isLmtp() {
        return session.profile().role() == Role.LMTP;
    }

    /** draft-hall-prdr-00 §4.5: 353, a reply for each recipient, and one for the mail. */
    private static List<Reply> block(List<Reply> replies) {
        List<Reply> block = new ArrayList<>();
        block.add(Replies.ANSWERS_FOLLOW);
        block.addAll(replies);
        block.add(overall(replies));
        return block;
    }

    /** Yes if one is accepted; else a no, for now if it is one for now for any. */
    private static Reply overall(List<Reply> replies) {
        if (replies.stream().anyMatch(Reply::isPositive)) {
            return Replies.SOME_ACCEPTED;
        }
        return replies.stream().filter(Reply::isTransient).findFirst().orElse(replies.get(0));
    }
}
