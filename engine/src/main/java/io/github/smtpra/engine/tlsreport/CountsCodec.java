package io.github.smtpra.engine.tlsreport;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the counts of a day as JSON, in words of its own, and reads them. Without state. */
final class CountsCodec {
    private CountsCodec() {}

    static String write(DayCounts day) {
        List<Object> domains = new ArrayList<>();
        day.domains().forEach((name, counts) -> domains.add(domain(name, counts)));
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("day", day.day().toString());
        words.put("token", day.token());
        words.put("domains", domains);
        return JSONObjectUtils.toJSONString(words);
    }

    private static Map<String, Object> domain(String name, DomainCounts counts) {
        List<Object> kinds = new ArrayList<>();
        counts.counts().forEach((kind, sessions) -> kinds.add(kind(kind, sessions)));
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("domain", name);
        counts.progress().ifPresent(progress -> {
            words.put("due", progress.due().toString());
            progress.firstTried().ifPresent(tried -> words.put("tried", tried.toString()));
            words.put("attempts", progress.attempts());
            words.put("done", List.copyOf(progress.done()));
        });
        words.put("kinds", kinds);
        return words;
    }

    private static Map<String, Object> kind(Observation kind, long sessions) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("policy", kind.policy().type().name());
        words.put("strings", kind.policy().strings());
        words.put("of", kind.policy().domain());
        words.put("hosts", kind.policy().hosts());
        kind.failure().ifPresent(failure -> {
            words.put("result", failure.flaw().type().name());
            words.put("reason", failure.flaw().reason());
            words.put("from", failure.scene().sendingIp());
            words.put("host", failure.scene().mxHost());
            words.put("helo", failure.scene().helo());
            words.put("to", failure.scene().receivingIp());
        });
        words.put("sessions", sessions);
        return words;
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws ParseException if {@code text} is something else
     */
    static DayCounts read(String text) throws ParseException {
        try {
            Map<String, Object> words = JSONObjectUtils.parse(text);
            DayCounts day = new DayCounts(LocalDate.parse(text(words, "day")), text(words, "token"));
            for (Map<String, Object> domain : objects(words, "domains")) {
                read(domain, day);
            }
            return day;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ParseException(String.valueOf(e.getMessage()), 0);
        }
    }

    private static void read(Map<String, Object> words, DayCounts day) throws ParseException {
        String name = text(words, "domain");
        DomainCounts domain = day.of(name);
        for (Map<String, Object> kind : objects(words, "kinds")) {
            domain.add(observation(name, kind), JSONObjectUtils.getLong(kind, "sessions"));
        }
        if (words.containsKey("due")) {
            domain.progress(new Progress(
                    Instant.parse(text(words, "due")),
                    Optional.ofNullable(JSONObjectUtils.getString(words, "tried"))
                            .map(Instant::parse),
                    JSONObjectUtils.getInt(words, "attempts"),
                    Set.copyOf(texts(words, "done"))));
        }
    }

    private static Observation observation(String domain, Map<String, Object> words) throws ParseException {
        AppliedPolicy policy = new AppliedPolicy(
                PolicyType.valueOf(text(words, "policy")),
                texts(words, "strings"),
                text(words, "of"),
                texts(words, "hosts"));
        return new Observation(
                domain, policy, words.containsKey("result") ? Optional.of(failure(words)) : Optional.empty());
    }

    private static Failure failure(Map<String, Object> words) throws ParseException {
        Flaw flaw = new Flaw(ResultType.valueOf(text(words, "result")), text(words, "reason"));
        return new Failure(
                flaw, new Scene(text(words, "from"), text(words, "host"), text(words, "helo"), text(words, "to")));
    }

    private static String text(Map<String, Object> words, String name) throws ParseException {
        return there(JSONObjectUtils.getString(words, name), name);
    }

    private static List<String> texts(Map<String, Object> words, String name) throws ParseException {
        return there(JSONObjectUtils.getStringList(words, name), name);
    }

    private static List<Map<String, Object>> objects(Map<String, Object> words, String name) throws ParseException {
        return List.of(there(JSONObjectUtils.getJSONObjectArray(words, name), name));
    }

    private static <T> T there(@Nullable T value, String name) throws ParseException {
        if (value == null) {
            throw new ParseException(name + " is missing", 0);
        }
        return value;
    }
}
