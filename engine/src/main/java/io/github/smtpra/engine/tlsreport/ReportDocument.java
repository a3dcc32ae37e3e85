package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Writes a report as RFC 8460 §4.4 has it: I-JSON (RFC 7493), compressed (§5.2; CLI-067). Immutable. */
record ReportDocument(Reporter reporter, ReportId id, Map<Observation, Long> counts) {
    ReportDocument {
        counts = Map.copyOf(counts);
    }

    /** The octets to be sent. */
    byte[] compressed() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(JSONObjectUtils.toJSONString(report()).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("organization-name", reporter.organization());
        // RFC 3339 §5.6, as java.time writes it.
        report.put(
                "date-range",
                object(
                        "start-datetime",
                        id.start().toString(),
                        "end-datetime",
                        id.end().toString()));
        report.put("contact-info", reporter.contact().toString());
        report.put("report-id", id.toString());
        report.put(
                "policies",
                counts.keySet().stream()
                        .map(Observation::policy)
                        .distinct()
                        .map(this::policy)
                        .toList());
        return report;
    }

    private Map<String, Object> policy(AppliedPolicy policy) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("policy-type", policy.type().word());
        words.put("policy-string", policy.strings());
        words.put("policy-domain", policy.domain());
        words.put("mx-host", policy.hosts());
        List<Map.Entry<Observation, Long>> seen = counts.entrySet().stream()
                .filter(entry -> entry.getKey().policy().equals(policy))
                .toList();
        List<Map<String, Object>> details =
                seen.stream().flatMap(entry -> details(entry).stream()).toList();
        long all = seen.stream().mapToLong(Map.Entry::getValue).sum();
        long failures = seen.stream()
                .filter(entry -> entry.getKey().failure().isPresent())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return object("policy", words, "summary", summary(all - failures, failures), "failure-details", details);
    }

    private static Optional<Map<String, Object>> details(Map.Entry<Observation, Long> seen) {
        return seen.getKey().failure().map(failure -> details(failure, seen.getValue()));
    }

    private static Map<String, Object> summary(long successes, long failures) {
        return object("total-successful-session-count", successes, "total-failure-session-count", failures);
    }

    private static Map<String, Object> details(Failure failure, long count) {
        Map<String, Object> details =
                object("result-type", failure.flaw().type().word());
        Scene scene = failure.scene();
        putKnown(details, "sending-mta-ip", scene.sendingIp());
        putKnown(details, "receiving-mx-hostname", scene.mxHost());
        putKnown(details, "receiving-mx-helo", scene.helo());
        putKnown(details, "receiving-ip", scene.receivingIp());
        details.put("failed-session-count", count);
        putKnown(details, "failure-reason-code", failure.flaw().reason());
        return details;
    }

    private static void putKnown(Map<String, Object> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
