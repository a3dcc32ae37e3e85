package io.github.smtpra.engine.tls;

import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
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
            return withKey(
                    KeyStore.getInstance(keys.store().get().toFile(), password),
                    keys.store().get());
        }
        if (keys.certificate().isPresent() && keys.key().isPresent()) {
            PrivateKey key = privateKey(keys.key().get(), password);
            List<Certificate> chain = certificates(keys.certificate().get());
            if (!belongs(key, chain.get(0))) {
                throw new InvalidSettingException(
                        "privateKeyFile",
                        keys.key().get().toString(),
                        "the key of the first certificate in "
                                + keys.certificate().get());
            }
            return holding(key, chain, password);
        }
        SelfSigned made = SelfSigned.forHost(hostName);
        return holding(made.key(), List.of(made.certificate()), password);
    }

    /** Else every handshake would fail, long after this. */
    private static KeyStore withKey(KeyStore store, Path file) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return store;
            }
        }
        throw new InvalidSettingException("keyStore", file.toString(), "a key store with a private key");
    }

    /** Whether the certificate accepts what the key signs; kinds of keys that are rare are not looked at. */
    private static boolean belongs(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    default -> "";
                };
        if (algorithm.isEmpty()) {
            return true;
        }
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            return signer.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
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
            throw new InvalidSettingException("certificateFile", file.toString(), "a PEM file with a certificate");
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
            throw new InvalidSettingException(
                    "privateKeyPassword", "(not shown)", "the one that opens " + file + "; " + e.getMessage());
        }
        throw new InvalidSettingException("privateKeyFile", file.toString(), "a PEM file with a private key");
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
            return decrypted(encrypted, password);
        }
        if (object instanceof PEMEncryptedKeyPair encrypted) {
            return encrypted
                    .decryptKeyPair(new BcPEMDecryptorProvider(password))
                    .getPrivateKeyInfo();
        }
        return null;
    }

    /** By the JDK: Bouncy Castle's way would need its provider, which is better left out of a server. */
    private static PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo encrypted, char[] password)
            throws IOException, PKCSException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted.getEncoded());
            // For PBES2 the parameters, not the algorithm, have the name that the JDK knows.
            String algorithm = info.getAlgParameters().toString();
            SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return PrivateKeyInfo.getInstance(info.getKeySpec(cipher).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new PKCSException("it can not be decrypted", e);
        }
    }
}
