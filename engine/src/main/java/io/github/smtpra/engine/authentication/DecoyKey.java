package io.github.smtpra.engine.authentication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * The secret that makes salts for names that nobody has ({@link io.github.smtpra.protocol.sasl.ScramVerifier#decoy}). It
 * outlives a restart: a salt that changes when others do not would tell that there is no such name.
 */
final class DecoyKey {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final int LENGTH = 32;

    private DecoyKey() {}

    /** The key that lies in {@code directory}; made there if there is none. */
    static byte[] in(Path directory) {
        Path file = directory.resolve("login-decoys.key");
        byte[] fresh = new byte[LENGTH];
        new SecureRandom().nextBytes(fresh);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                Files.write(file, fresh, StandardOpenOption.CREATE_NEW);
            }
            byte[] kept = Files.readAllBytes(file);
            return kept.length == LENGTH ? kept : fresh;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA022 " + file + " can not be kept, and so changes: " + e);
            return fresh;
        }
    }
}
