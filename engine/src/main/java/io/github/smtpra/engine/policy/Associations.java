package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.dns.CertificateAssociation;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What TLSA records mean (RFC 6698 §2.1, RFC 7672 §3.1). */
final class Associations {
    /** DANE-TA (RFC 7218 §2.1). */
    static final int AUTHORITY = 2;

    /** DANE-EE. */
    static final int OWN = 3;

    private Associations() {}

    /** RFC 7672 §3.1.3: usages 0 and 1 are of no use for mail; nor is what nobody can compare (CLI-065). */
    static boolean isUsable(CertificateAssociation one) {
        boolean knownUsage = one.usage() == AUTHORITY || one.usage() == OWN;
        boolean knownSelector = one.selector() == 0 || one.selector() == 1;
        int digits = one.data().length();
        boolean fits =
                switch (one.matching()) {
                    case 0 -> digits > 0;
                    case 1 -> digits == 64;
                    case 2 -> digits == 128;
                    default -> false;
                };
        return knownUsage && knownSelector && fits;
    }

    /** The record as it is written in zone files (RFC 6698 §2.2). */
    static String text(CertificateAssociation one) {
        return one.usage() + " " + one.selector() + " " + one.matching() + " " + one.data();
    }

    /** Whether {@code certificate} is the one that {@code one} names. */
    static boolean matches(CertificateAssociation one, X509Certificate certificate) {
        try {
            byte[] selected = one.selector() == 0
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            byte[] matched =
                    switch (one.matching()) {
                        case 0 -> selected;
                        case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
                        default -> MessageDigest.getInstance("SHA-512").digest(selected);
                    };
            return HexFormat.of().formatHex(matched).equalsIgnoreCase(one.data());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
