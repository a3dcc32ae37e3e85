package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.sasl.Identity;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of everything that the server says. Enhanced codes stand in all 2xx, 4xx and 5xx but greetings and EHLO
 * replies (RFC 2034 §4; SRV-006).
 */
public final class Replies {
    /** The transaction was rolled back, or the handler is out of order. */
    public static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing, try again later");

    /** Whoever handles this recipient is suspended or gone for now. */
    public static final Reply NOT_ACCEPTING = Reply.of(451, "4.3.2", "Not accepting mail for this recipient now");

    /** More deliveries wait than may. */
    public static final Reply BUSY = Reply.of(451, "4.3.2", "Too busy, try again later");

    /** The spool is full. */
    public static final Reply NO_STORAGE = Reply.of(452, "4.3.1", "Insufficient system storage");

    /** The domain is served, the mailbox is not known. */
    public static final Reply NO_SUCH_MAILBOX = Reply.of(550, "5.1.1", "No such mailbox here");

    /** The domain is not served. */
    public static final Reply NO_RELAYING = Reply.of(550, "5.7.1", "Relaying denied");

    /** The same, where refusals are for now only (RFC 2505 §2.7). */
    public static final Reply NO_SUCH_MAILBOX_NOW = Reply.of(450, "4.1.1", "No such mailbox here");

    /** The same, where refusals are for now only. */
    public static final Reply NO_RELAYING_NOW = Reply.of(450, "4.7.1", "Relaying denied");

    /** The sender's domain gets and sends no mail (RFC 7505 §4.2; SRV-328). */
    public static final Reply SENDER_WITHOUT_MAIL =
            Reply.of(550, "5.7.27", "The domain of the sender has no mail: its MX is null");

    /** A recipient is accepted. */
    public static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5", "Recipient ok");

    /** Content may come (RFC 5321 §4.1.1.4; SRV-110). */
    public static final Reply START_CONTENT = Reply.plain(354, List.of("Start mail input; end with <CRLF>.<CRLF>"));

    /** No more connections in all, or from this client. */
    public static final Reply TOO_MANY_CONNECTIONS = Reply.of(421, "4.7.0", "Too many connections, try again later");

    /** More connections from this client than it may open in a minute. */
    public static final Reply TOO_FAST =
            Reply.of(421, "4.7.0", "Too many connections in a short time, try again later");

    /** The client has not waited for the greeting. */
    public static final Reply SPOKE_FIRST = Reply.of(554, "5.5.0", "Client must wait for the greeting");

    /** ETRN: a run has been started (RFC 1985 §5.2). */
    public static final Reply RUN_STARTED = Reply.of(250, "2.0.0", "Queuing for node started");

    /** ETRN: nothing waits. */
    public static final Reply NOTHING_WAITING = Reply.of(251, "2.0.0", "No messages waiting for node");

    /** ETRN: not now. */
    public static final Reply RUN_UNABLE = Reply.of(458, "4.3.0", "Unable to queue messages for node");

    /** ETRN: not for this node. */
    public static final Reply RUN_NOT_ALLOWED = Reply.of(459, "4.7.1", "Node not allowed");

    /** A mail transaction has begun. */
    public static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Sender ok");

    static final Reply OK = Reply.of(250, "2.0.0", "Ok");
    static final Reply ANSWERS_FOLLOW = Reply.plain(353, List.of("Replies for each recipient follow"));
    static final Reply SOME_ACCEPTED = Reply.of(250, "2.0.0", "Ok, for the recipients that were accepted");
    static final Reply CANNOT_VERIFY =
            Reply.of(252, "2.5.2", "Cannot VRFY user, but will accept message and attempt delivery");
    static final Reply NOT_AUTHORIZED = Reply.of(550, "5.7.0", "Not authorized");
    static final Reply NODE_NEEDED = Reply.of(501, "5.5.4", "Syntax: ETRN, and a domain");
    static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0", "Ready to start TLS");
    static final Reply TLS_NOT_NOW = Reply.of(454, "4.7.0", "TLS not available due to temporary reason");
    static final Reply TLS_FIRST = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    static final Reply TLS_ALREADY = Reply.of(503, "5.5.1", "TLS is in use already");
    static final Reply TLS_TOO_LATE = Reply.of(503, "5.5.1", "TLS must come before AUTH");
    static final Reply EHLO_FIRST = Reply.of(503, "5.5.1", "Say EHLO first");
    static final Reply NOT_PERMITTED = Reply.of(550, "5.7.1", "Not permitted to this user");
    static final Reply AUTHENTICATE_FIRST = Reply.of(530, "5.7.0", "Authentication required");
    static final Reply AUTHENTICATED = Reply.of(235, "2.7.0", "Authentication successful");
    static final Reply AUTHENTICATED_ALREADY = Reply.of(503, "5.5.1", "Already authenticated");
    static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "Response is not in base64");
    static final Reply EXCHANGE_CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
    static final Reply NO_INITIAL_RESPONSE = Reply.of(501, "5.7.0", "Mechanism takes no initial response");
    static final Reply EXCHANGE_LINE_TOO_LONG = Reply.of(500, "5.5.6", "Authentication exchange line is too long");
    static final Reply UNKNOWN_MECHANISM = Reply.of(504, "5.5.4", "Authentication mechanism not available");
    static final Reply ENCRYPTION_NEEDED =
            Reply.of(538, "5.7.11", "Encryption required for requested authentication mechanism");
    static final Reply MECHANISM_TOO_WEAK = Reply.of(534, "5.7.9", "Authentication mechanism is too weak");
    static final Reply TRANSITION_NEEDED = Reply.of(432, "4.7.12", "A password transition is needed");
    static final Reply AUTHENTICATION_NOT_NOW = Reply.of(454, "4.7.0", "Temporary authentication failure");
    static final Reply CREDENTIALS_INVALID = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    static final Reply TOO_MANY_FAILURES =
            Reply.of(421, "4.7.0", "Too many failed authentications, closing connection");
    // RFC 5321 §4.2.4 (SRV-048), §4.2 (SRV-049): a word that nobody knows, or none.
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Command not recognized");
    // RFC 5321 §4.1.1.7 (SRV-045): EXPN, and what else is known and not done.
    static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
    static final Reply BAD_LINE = Reply.of(500, "5.5.2", "Line has a character that no command may have");
    static final Reply BAD_ARGUMENT = Reply.of(501, "5.5.2", "Argument has a character that none may have");
    static final Reply BARE_LF = Reply.of(500, "5.5.2", "Lines end with CRLF; bare LF received");
    static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    static final Reply NO_ARGUMENT_ALLOWED = Reply.of(501, "5.5.4", "No argument allowed");
    static final Reply ARGUMENT_NEEDED = Reply.of(501, "5.5.4", "Argument needed");
    static final Reply BAD_CLIENT_NAME = Reply.of(501, "5.5.4", "Domain name or address literal needed");
    static final Reply GREET_FIRST = Reply.of(503, "5.5.1", "Say hello first");
    static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Need MAIL command first");
    static final Reply RECIPIENT_FIRST = Reply.of(503, "5.5.1", "Need RCPT command first");
    static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "Sender already given");
    static final Reply CHUNKS_BEGUN = Reply.of(503, "5.5.1", "Content has begun with BDAT");
    static final Reply BINARY_NEEDS_BDAT = Reply.of(503, "5.5.1", "BODY=BINARYMIME needs BDAT");
    static final Reply BAD_SEQUENCE = Reply.of(503, "5.5.1", "Bad sequence of commands");
    static final Reply UNKNOWN_PARAMETER = Reply.of(555, "5.5.4", "Parameter not recognized");
    static final Reply REPEATED_PARAMETER = Reply.of(501, "5.5.4", "Parameter given twice");
    static final Reply BAD_PARAMETER_VALUE = Reply.of(501, "5.5.4", "Bad value of a parameter");
    static final Reply ILL_FORMED_VALUE = Reply.of(501, "5.5.4", "The value of a parameter is empty or ill-formed");
    static final Reply NO_VALUE_ALLOWED = Reply.of(501, "5.5.4", "A parameter has a value and may have none");
    static final Reply EIGHT_BIT_SENDER = Reply.of(550, "5.6.7", "Address has characters outside US-ASCII");
    static final Reply EIGHT_BIT_RECIPIENT = Reply.of(553, "5.6.7", "Address has characters outside US-ASCII");
    static final Reply NO_UTF8 = Reply.of(501, "5.5.4", "Argument is not UTF-8");
    static final Reply SENDER_NOT_QUALIFIED = Reply.of(553, "5.1.7", "Domain of the sender must be fully qualified");
    static final Reply SENDER_NOT_ALLOWED = Reply.of(550, "5.7.1", "Sender is not one that this user may use");
    static final Reply RECIPIENT_NOT_QUALIFIED =
            Reply.of(553, "5.1.3", "Domain of the recipient must be fully qualified");
    static final Reply DELIVER_BY_TOO_SOON =
            Reply.of(550, "5.4.7", "Deliver-by time is shorter than this server takes");
    static final Reply DELIVER_BY_EXPIRED = Reply.of(554, "5.4.7", "Deliver-by time has passed");
    static final Reply HELD_TWICE = Reply.of(501, "5.5.4", "HOLDFOR and HOLDUNTIL exclude each other");
    static final Reply HELD_TOO_LONG = Reply.of(501, "5.5.4", "Mail is not held for that long");
    static final Reply TLS_FOR_REQUIRETLS = Reply.of(530, "5.7.10", "REQUIRETLS needs TLS");
    static final Reply TOO_BIG = Reply.of(552, "5.3.4", "Message size exceeds fixed maximum message size");
    static final Reply CHUNK_WITHOUT_END =
            Reply.of(552, "5.3.4", "Chunk is far beyond the maximum message size, closing connection");
    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Too many recipients");
    static final Reply TOO_MANY_MAILS = Reply.of(421, "4.7.0", "Too many mails in one session, closing connection");
    static final Reply AMBIGUOUS_CONTENT = Reply.of(554, "5.6.0", "Message content has bare CR or bare LF");
    static final Reply LOOP = Reply.of(554, "5.4.6", "Too many hops, loop suspected");
    static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors, closing connection");
    static final Reply NOT_SMTP = Reply.of(421, "4.7.0", "This is an SMTP server, closing connection");
    static final Reply FLOOD = Reply.of(421, "4.7.0", "Line too long, closing connection");
    public static final Reply TIMED_OUT = Reply.of(421, "4.4.2", "Timeout, closing connection");
    public static final Reply SHUTTING_DOWN = Reply.of(421, "4.3.2", "Service shutting down, closing connection");

    private Replies() {}

    /** The mail is committed (RFC 5321 §4.2.5: responsibility is taken; SRV-110). */
    public static Reply delivered(MailId id) {
        return Reply.of(250, "2.0.0", "Ok: committed as " + id);
    }

    /** RFC 1845 §3 (SRV-295): the number comes first. */
    static Reply transactionOffset(long octets) {
        return Reply.plain(355, List.of(octets + " is the transaction offset"));
    }

    /**
     * Whoever handles the mail does not take it from this client, whom it may not be enough to be somebody (RFC 4954 §6,
     * RFC 3463 §3.8).
     */
    public static Reply denied(Optional<Identity> client) {
        return client.isPresent() ? NOT_PERMITTED : AUTHENTICATE_FIRST;
    }

    static Reply chunk(long octets) {
        return Reply.of(250, "2.0.0", octets + " octets received");
    }

    /** RFC 5321 §3.1, §4.3.1 (SRV-001): our name comes first. */
    static Reply greeting(ServerProfile profile) {
        String protocol = profile.role() == ServerProfile.Role.LMTP ? "LMTP" : "ESMTP";
        return Reply.plain(220, List.of(profile.hostName() + " " + protocol + " ready"));
    }

    /** RFC 6710 §7.2: the text begins with the new priority. */
    static Reply priorityChanged(int priority) {
        return Reply.of(250, "2.3.6", priority + " is the new priority of the mail");
    }

    /** RFC 5321 §4.1.1.10 (SRV-047). */
    static Reply goodbye(String hostName) {
        return Reply.of(221, "2.0.0", hostName + " closing connection");
    }

    static Reply badSender(String why) {
        return Reply.of(501, "5.1.7", why);
    }

    static Reply badRecipient(String why) {
        return Reply.of(501, "5.1.3", why);
    }

    static Reply badParameter(String why) {
        return Reply.of(501, "5.5.4", why);
    }

    static Reply badResponse(String why) {
        return Reply.of(501, "5.5.2", why);
    }

    /** RFC 5321 §4.1.1.8 (SRV-043). */
    static Reply help(Iterable<String> verbs) {
        return new Reply(
                214,
                Optional.of(new EnhancedStatusCode(2, 0, 0)),
                List.of("Commands: " + String.join(" ", verbs), "See RFC 5321"));
    }
}
