package io.github.smtpra.engine.tls;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key with a certificate that it has signed itself: for development, so that TLS is there without any set-up.
 *
 * @param key an EC key on P-256
 * @param certificate for the host's name, {@code localhost} and the loopback addresses, a year long
 */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    static SelfSigned forHost(String hostName) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        try {
            return new SelfSigned(pair.getPrivate(), certificate(pair, hostName));
        } catch (OperatorCreationException | CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X509Certificate certificate(KeyPair pair, String hostName)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var name = new X500NameBuilder()
                .addRDN(BCStyle.CN, "smtp-ra development certificate")
                .build();
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(365))),
                name,
                pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, names(hostName));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static GeneralNames names(String hostName) {
        List<GeneralName> names = new ArrayList<>();
        if (DomainSyntax.isDomain(hostName)) {
            names.add(new GeneralName(GeneralName.dNSName, hostName));
        }
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        return new GeneralNames(names.toArray(new GeneralName[0]));
    }
}
