package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Action;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;

/** What a connection asks of those behind it. Called on the connection's thread, without locks; may block. */
interface MailHandler {
    /** The reply to a RCPT: a 2xx accepts. */
    Reply admit(Action.Admit question, InetSocketAddress client);

    /** Takes a complete mail, whose content is there until this returns; the reply is what has become of it. */
    Answer deliver(ArrivedMail mail);

    /**
     * The answer to a mail.
     *
     * @param replies what the client is told: one reply, or with LMTP one for each recipient
     * @param heard to be run when the client has shown that it heard them
     */
    record Answer(List<Reply> replies, Runnable heard) {
        /** The same reply for all that a reply is owed to, with nothing to be done when it is heard. */
        static Answer refusal(Reply reply, int count) {
            return new Answer(Collections.nCopies(count, reply), () -> {});
        }
    }
}
