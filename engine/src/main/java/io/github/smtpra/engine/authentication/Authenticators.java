package io.github.smtpra.engine.authentication;

import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes those who know the users of a listener, as its settings say. */
public final class Authenticators {
    private Authenticators() {}

    /**
     * All of them as one.
     *
     * @param container who knows the passwords where the settings say {@code container}; for all that the others do not
     *     answer
     * @param directory where a secret is kept that outlives restarts
     * @throws InvalidSettingException if a file can not be used
     */
    public static Authenticator of(
            AuthenticationSettings settings, Authenticator container, Path directory, InstantSource clock) {
        UserSources sources = settings.sources();
        List<Authenticator> several = new ArrayList<>();
        sources.tokens().ifPresent(tokens -> several.add(new TokenUsers(tokens, clock)));
        sources.certificates().ifPresent(certificates -> several.add(new CertificateUsers(certificates.user())));
        switch (sources.passwords()) {
            case FILE -> several.add(file(settings, directory));
            case CONTAINER -> several.add(container);
            case NONE -> {}
        }
        return new ByKind(several);
    }

    private static Authenticator file(AuthenticationSettings settings, Path directory) {
        Path file = settings.sources().usersFile().orElseThrow();
        try {
            return new UsersFile(file, settings.plainText(), DecoyKey.in(directory));
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "usersFile", file.toString(), "a text file in UTF-8 that the server can read; " + e.getMessage());
        }
    }
}
