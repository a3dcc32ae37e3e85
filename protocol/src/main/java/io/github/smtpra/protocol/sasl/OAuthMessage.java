package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client says with OAUTHBEARER or XOAUTH2.
 *
 * @param user the name that it claims
 * @param token its token; none where it only wants to know what is asked for
 */
record OAuthMessage(Optional<String> user, Optional<Secret> token) {
    /** {@code %x01}. */
    private static final String SEPARATOR = "\u0001";

    /** {@code client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep} (RFC 7628 §3.1). */
    static OAuthMessage bearer(String response) throws SyntaxException {
        ScramAttributes message = new ScramAttributes(response);
        Gs2Header header = Gs2Header.read(message);
        String rest = message.rest();
        if (header.bindingType().isPresent() || !rest.startsWith(SEPARATOR)) {
            throw new SyntaxException("Not of the form of OAUTHBEARER");
        }
        return new OAuthMessage(header.authzid(), token(pairs(rest.substring(1))));
    }

    /** {@code "user=" {User} ^A "auth=Bearer " {token} ^A ^A}. */
    static OAuthMessage xoauth2(String response) throws SyntaxException {
        Map<String, String> pairs = pairs(response);
        String user = pairs.getOrDefault("user", "");
        if (user.isEmpty()) {
            throw new SyntaxException("Not of the form of XOAUTH2");
        }
        return new OAuthMessage(Optional.of(SaslPrep.prepare(user)), token(pairs));
    }

    private static Optional<Secret> token(Map<String, String> pairs) throws SyntaxException {
        return BearerToken.parse(pairs.getOrDefault("auth", ""));
    }

    /** {@code *kvpair kvsep}; {@code kvpair = key "=" value kvsep}. */
    private static Map<String, String> pairs(String text) throws SyntaxException {
        if (!text.endsWith(SEPARATOR)) {
            throw new SyntaxException("The key/value pairs have no end");
        }
        Map<String, String> pairs = new HashMap<>();
        String body = text.substring(0, text.length() - 1);
        if (body.isEmpty()) {
            return pairs;
        }
        if (!body.endsWith(SEPARATOR)) {
            throw new SyntaxException("The key/value pairs have no end");
        }
        for (String pair : body.substring(0, body.length() - 1).split(SEPARATOR, -1)) {
            put(pairs, pair);
        }
        return pairs;
    }

    /** {@code key = 1*(ALPHA)}; twice the same is nobody's meaning. */
    private static void put(Map<String, String> pairs, String pair) throws SyntaxException {
        int equals = pair.indexOf('=');
        if (equals <= 0 || pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
            throw new SyntaxException("A key/value pair is ill-formed");
        }
    }
}
