package io.github.smtpra.engine.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one part, each looked up by its property's name. The first that is there and not blank counts:
 *
 * <ol>
 *   <li>the system property {@code smtp-ra.SCOPE.NAME}, then {@code smtp-ra.NAME};
 *   <li>the environment variable {@code SMTP_RA_SCOPE_NAME}, then {@code SMTP_RA_NAME};
 *   <li>the value that the descriptor or annotation configured;
 *   <li>the default.
 * </ol>
 *
 * <p>In environment variables a name is written in capitals with underscores: {@code relayHost} is {@code RELAY_HOST}.
 * Every reader throws {@link InvalidSettingException} for a value that it does not take.
 */
public final class Settings {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
    private static final Map<String, Long> SIZE_UNITS = Map.of(
            "", 1L, "b", 1L, "k", 1024L, "kib", 1024L, "m", 1L << 20, "mib", 1L << 20, "g", 1L << 30, "gib", 1L << 30);
    private static final Map<String, Duration> TIME_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "", Duration.ofSeconds(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final String scope;
    private final Map<String, String> configured;
    private final UnaryOperator<@Nullable String> systemProperties;
    private final UnaryOperator<@Nullable String> environment;

    private Settings(
            String scope,
            Map<String, String> configured,
            UnaryOperator<@Nullable String> systemProperties,
            UnaryOperator<@Nullable String> environment) {
        this.scope = scope;
        this.configured = Map.copyOf(configured);
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    /**
     * The settings of {@code scope}, with the overrides of this process.
     *
     * @param scope the name of the activation or the like; empty for a part that there is one of
     * @param configured what descriptor or annotation say, by property name
     */
    public static Settings of(String scope, Map<String, String> configured) {
        return new Settings(scope, configured, System::getProperty, System::getenv);
    }

    /** The same with other sources of overrides: for tests. */
    public static Settings of(
            String scope,
            Map<String, String> configured,
            Map<String, String> systemProperties,
            Map<String, String> environment) {
        return new Settings(scope, configured, systemProperties::get, environment::get);
    }

    /** The text of {@code name}, trimmed; empty if it is nowhere set. */
    public Optional<String> text(String name) {
        return firstThere(
                scope.isEmpty() ? null : systemProperties.apply("smtp-ra." + scope + "." + name),
                systemProperties.apply("smtp-ra." + name),
                scope.isEmpty()
                        ? null
                        : environment.apply(
                                variable(scope) + "_" + variable(name).substring(8)),
                environment.apply(variable(name)),
                configured.get(name));
    }

    private static Optional<String> firstThere(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return Optional.of(candidate.trim());
            }
        }
        return Optional.empty();
    }

    private static String variable(String name) {
        return "SMTP_RA_"
                + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .toUpperCase(Locale.ROOT);
    }

    /** The text of {@code name}, or {@code fallback}. */
    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int fallback, int min, int max) {
        return text(name)
                .map(text -> {
                    if (text.matches("-?\\d{1,10}")) {
                        long number = Long.parseLong(text);
                        if (number >= min && number <= max) {
                            return (int) number;
                        }
                    }
                    throw new InvalidSettingException(name, text, "a whole number from " + min + " to " + max);
                })
                .orElse(fallback);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        return text(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidSettingException(name, text, "true or false");
                })
                .orElse(fallback);
    }

    /** A number of octets: digits with an optional unit, {@code k}, {@code m} or {@code g} (powers of 1024). */
    public long size(String name, long fallback, long min, long max) {
        return text(name)
                .map(text -> {
                    Matcher parts = NUMBER_AND_UNIT.matcher(text);
                    Long unit = parts.matches() ? SIZE_UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
                    if (unit != null) {
                        long number = Long.parseLong(parts.group(1));
                        if (number <= max / unit && number * unit >= min) {
                            return number * unit;
                        }
                    }
                    throw new InvalidSettingException(
                            name, text, "a size from " + min + " to " + max + " octets, as in 512k or 25m");
                })
                .orElse(fallback);
    }

    /** A time: digits with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d} (seconds without), or ISO 8601. */
    public Duration duration(String name, Duration fallback, Duration min, Duration max) {
        return text(name)
                .map(text -> parseDuration(text)
                        .filter(time -> time.compareTo(min) >= 0 && time.compareTo(max) <= 0)
                        .orElseThrow(() -> new InvalidSettingException(
                                name,
                                text,
                                "a time from " + readable(min) + " to " + readable(max) + ", as in 90s or 5m")))
                .orElse(fallback);
    }

    private static Optional<Duration> parseDuration(String text) {
        try {
            if (text.startsWith("P") || text.startsWith("p")) {
                return Optional.of(Duration.parse(text));
            }
            Matcher parts = NUMBER_AND_UNIT.matcher(text);
            Duration unit = parts.matches() ? TIME_UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
            return unit == null ? Optional.empty() : Optional.of(unit.multipliedBy(Long.parseLong(parts.group(1))));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static String readable(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return time.toMillis() + "ms";
        }
        return seconds % 86400 == 0 ? seconds / 86400 + "d" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** One of the constants of {@code type}, in any case, with {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        return text(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidSettingException(name, text, words(type))))
                .orElse(fallback);
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Settings::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The parts of {@code name} between commas or blanks, none of them empty. */
    public List<String> list(String name) {
        return text(name)
                .map(text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
