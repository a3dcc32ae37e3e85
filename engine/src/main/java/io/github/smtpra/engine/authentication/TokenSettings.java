package io.github.smtpra.engine.authentication;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose tokens are believed (RFC 7519).
 *
 * @param keys a file with a JWK set (RFC 7517 §5), or an {@code https} URL of one
 * @param issuer what {@code iss} must be
 * @param audience what {@code aud} must hold
 * @param userClaim which claim is the user's name
 * @param groupsClaim which claim has the groups that the user is in, if one has
 * @param clockSkew by how much the issuer's clock may differ from ours
 */
public record TokenSettings(
        String keys,
        String issuer,
        String audience,
        String userClaim,
        Optional<String> groupsClaim,
        Duration clockSkew) {
    static Optional<TokenSettings> from(Settings settings) {
        return settings.text("tokenKeys").map(keys -> {
            if (!isUrl(keys) && !Files.isReadable(Path.of(keys))) {
                throw new InvalidSettingException(
                        "tokenKeys", keys, "an https URL, or a file that the server can read");
            }
            return new TokenSettings(
                    keys,
                    needed(settings, "tokenIssuer"),
                    needed(settings, "tokenAudience"),
                    settings.text("tokenUserClaim", "sub"),
                    settings.text("tokenGroupsClaim"),
                    settings.duration("tokenClockSkew", Duration.ofMinutes(1), Duration.ZERO, Duration.ofHours(1)));
        });
    }

    /** A key alone would let in who has a token for something else. */
    private static String needed(Settings settings, String name) {
        return settings.text(name)
                .orElseThrow(() -> new InvalidSettingException(name, "", "a text; tokenKeys needs it (RFC 7519 §4.1)"));
    }

    private static boolean isUrl(String keys) {
        return keys.startsWith("https://");
    }

    boolean isRemote() {
        return isUrl(keys);
    }
}
