package io.github.smtpra.engine.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The record that says that a domain has a policy (RFC 8461 §3.1; CLI-063). */
final class StsRecord {
    private static final Pattern START = Pattern.compile("v=STSv1\\s*;.*");
    private static final Pattern ID = Pattern.compile("(?:.*;)?\\s*id=([A-Za-z0-9]{1,32})\\s*(?:;.*)?");

    private StsRecord() {}

    /** The id of the policy; empty if there is none, or more than one. */
    static Optional<String> id(List<String> texts) {
        List<String> records =
                texts.stream().filter(text -> START.matcher(text).matches()).toList();
        if (records.size() != 1) {
            return Optional.empty();
        }
        Matcher id = ID.matcher(records.get(0));
        return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
    }
}
