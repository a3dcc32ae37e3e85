package io.github.smtpra.engine.dns;

import java.net.InetAddress;

/**
 * The questions that delivery has for the DNS. Each answer follows aliases (CNAME); none is ever null, and nothing is
 * thrown: what went wrong stands in the answer. An answer is waited for. Safe for use by many threads.
 */
public interface Dns {
    /** The mail exchangers of {@code domain}, in no order (RFC 5321 §5.1). */
    Answer<MailExchanger> mailExchangers(String domain);

    /** The addresses of {@code host}, of both families, one of each in turn (RFC 8305 §4). */
    Answer<InetAddress> addresses(String host);

    /** The texts of {@code name}, the strings of each record in one. */
    Answer<String> texts(String name);

    /** The associations of certificates with {@code name}, as in {@code _25._tcp.mx.example.com} (RFC 6698 §2). */
    Answer<CertificateAssociation> certificateAssociations(String name);
}
