package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Action;
import java.net.InetSocketAddress;

/** What a connection asks of those behind it. Called on the connection's thread, without locks; may block. */
interface MailHandler {
    /** The reply to a RCPT: a 2xx accepts. */
    Reply admit(Action.Admit question, InetSocketAddress client);

    /** Takes a complete mail, whose content is there until this returns; the reply is what has become of it. */
    Answer deliver(ArrivedMail mail);

    /**
     * The answer to a mail.
     *
     * @param reply what the client is told
     * @param heard to be run when the client has shown that it heard the reply
     */
    record Answer(Reply reply, Runnable heard) {}
}
