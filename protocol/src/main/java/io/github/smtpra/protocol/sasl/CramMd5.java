package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digest of CRAM-MD5 (RFC 2195 §2; SRV-225): needs the password itself on the server, and so is legacy. */
public final class CramMd5 {
    private static final String HMAC = "HmacMD5";

    private CramMd5() {}

    /** {@code hex(HMAC-MD5(password, challenge))}, in lower case. The password is not empty. */
    public static String digest(Secret password, String challenge) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(password.octets(), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
