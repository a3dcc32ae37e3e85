package io.github.smtpra.engine.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox lives: the property {@code dataDirectory}, or else {@code smtp-ra} in the directory that the server
 * keeps for data, or else in the working directory.
 */
public final class DataDirectory {
    /** What servers call their own: WildFly, Open Liberty, GlassFish and Payara; then any JVM. */
    private static final List<String> SERVER_DIRECTORIES =
            List.of("jboss.server.data.dir", "server.output.dir", "com.sun.aas.instanceRoot", "user.dir");

    private DataDirectory() {}

    /**
     * The directory, absolute; it need not exist.
     *
     * @throws InvalidSettingException if {@code dataDirectory} is no path
     */
    public static Path of(Settings settings) {
        return of(settings, System::getProperty);
    }

    static Path of(Settings settings, UnaryOperator<@Nullable String> systemProperties) {
        return settings.text("dataDirectory")
                .map(DataDirectory::configured)
                .orElseGet(() -> ofServer(systemProperties))
                .toAbsolutePath()
                .normalize();
    }

    private static Path configured(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidSettingException("dataDirectory", text, "the path of a directory");
        }
    }

    private static Path ofServer(UnaryOperator<@Nullable String> systemProperties) {
        for (String property : SERVER_DIRECTORIES) {
            String directory = systemProperties.apply(property);
            if (directory != null && !directory.isBlank()) {
                return Path.of(directory, "smtp-ra");
            }
        }
        return Path.of("smtp-ra");
    }
}
