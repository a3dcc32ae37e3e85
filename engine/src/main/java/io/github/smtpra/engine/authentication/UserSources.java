package io.github.smtpra.engine.authentication;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.sasl.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who knows the users of a listener, by what they prove.
 *
 * @param passwords who knows their passwords
 * @param usersFile the file, where it is a file
 * @param tokens whose tokens are believed
 * @param certificates whose certificates are believed
 */
public record UserSources(
        Passwords passwords,
        Optional<Path> usersFile,
        Optional<TokenSettings> tokens,
        Optional<CertificateSettings> certificates) {
    /** Who knows the passwords. */
    public enum Passwords {
        /** Nobody. */
        NONE,
        /** A file of users. */
        FILE,
        /** The server that the adapter runs in. */
        CONTAINER
    }

    static UserSources from(Settings settings) {
        Optional<Path> file = settings.text("usersFile").map(Path::of);
        Passwords fallback = file.isPresent() ? Passwords.FILE : Passwords.NONE;
        Passwords passwords = settings.choice("authentication", Passwords.class, fallback);
        if (passwords == Passwords.FILE && file.filter(Files::isReadable).isEmpty()) {
            throw new InvalidSettingException(
                    "usersFile",
                    file.map(Path::toString).orElse(""),
                    "a file that the server can read; authentication=file needs one");
        }
        if (passwords != Passwords.FILE && file.isPresent()) {
            throw new InvalidSettingException("usersFile", file.get() + "", "set only with authentication=file");
        }
        return new UserSources(passwords, file, TokenSettings.from(settings), CertificateSettings.from(settings));
    }

    Map<String, Object> byProperty() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("authentication", passwords);
        values.put("usersFile", usersFile);
        values.put("tokenKeys", tokens.map(TokenSettings::keys));
        values.put("tokenIssuer", tokens.map(TokenSettings::issuer));
        values.put("tokenAudience", tokens.map(TokenSettings::audience));
        values.put("tokenUserClaim", tokens.map(TokenSettings::userClaim));
        values.put("tokenGroupsClaim", tokens.flatMap(TokenSettings::groupsClaim));
        values.put("tokenClockSkew", tokens.map(TokenSettings::clockSkew));
        values.put("clientTrustStore", certificates.flatMap(CertificateSettings::trustStore));
        values.put("clientTrustStorePassword", certificates.flatMap(CertificateSettings::password));
        values.put("clientCertificates", certificates.flatMap(CertificateSettings::authorities));
        values.put("certificateUser", certificates.map(CertificateSettings::user));
        return values;
    }

    /** Whether there is anybody who could log in. */
    public boolean isAnybodyKnown() {
        return passwords != Passwords.NONE || tokens.isPresent() || certificates.isPresent();
    }

    /** Whether somebody may be able to answer; of a container that is found out later. */
    boolean mayAnswer(Question.Kind kind) {
        return switch (kind) {
            case TOKEN -> tokens.isPresent();
            case CERTIFICATE -> certificates.isPresent();
            case DIGEST -> passwords == Passwords.FILE;
            default -> passwords != Passwords.NONE;
        };
    }
}
