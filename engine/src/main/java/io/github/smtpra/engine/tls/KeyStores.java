package io.github.smtpra.engine.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** Loads key stores: PKCS#12 and JKS files, PEM files, or a key made on the spot. */
final class KeyStores {
    private KeyStores() {}

    static KeyStore load(ServerKeys keys, String hostName) throws GeneralSecurityException, IOException {
        char[] password = keys.password().orElse("").toCharArray();
        if (keys.store().isPresent()) {
            return KeyStore.getInstance(keys.store().get().toFile(), password);
        }
        if (keys.certificate().isPresent() && keys.key().isPresent()) {
            return holding(
                    privateKey(keys.key().get(), password),
                    certificates(keys.certificate().get()),
                    password);
        }
        SelfSigned made = SelfSigned.forHost(hostName);
        return holding(made.key(), List.of(made.certificate()), password);
    }

    private static KeyStore holding(PrivateKey key, List<? extends Certificate> chain, char[] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("smtp-ra", key, password, chain.toArray(new Certificate[0]));
        return store;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        List<Certificate> chain = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        }
        if (chain.isEmpty()) {
            throw new IOException("no certificate stands in " + file);
        }
        return chain;
    }

    private static PrivateKey privateKey(Path file, char[] password) throws IOException {
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                PrivateKeyInfo info = privateKeyInfo(object, password);
                if (info != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (OperatorCreationException | PKCSException | PEMException e) {
            throw new IOException("the private key in " + file + " can not be read; is privateKeyPassword right?", e);
        }
        throw new IOException("no private key stands in " + file);
    }

    /** The forms that key tools write: PKCS#8 and "traditional", each plain or encrypted. */
    private static @Nullable PrivateKeyInfo privateKeyInfo(Object object, char[] password)
            throws IOException, OperatorCreationException, PKCSException {
        if (object instanceof PrivateKeyInfo info) {
            return info;
        }
        if (object instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder().build(password));
        }
        if (object instanceof PEMEncryptedKeyPair encrypted) {
            return encrypted
                    .decryptKeyPair(new BcPEMDecryptorProvider(password))
                    .getPrivateKeyInfo();
        }
        return null;
    }
}
