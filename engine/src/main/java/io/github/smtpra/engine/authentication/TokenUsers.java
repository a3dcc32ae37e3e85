package io.github.smtpra.engine.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.SaslPrep;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a token that an issuer has signed is who it names (RFC 7519, RFC 8725; SRV-224). Keys of a file are read once; those from a URL
 * are fetched when they are needed, on the connection's thread, and kept for minutes. Safe for use by many threads.
 */
final class TokenUsers implements Authenticator {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final int FETCH_MILLIS = 5000;
    private static final int MAX_KEYS_OCTETS = 1 << 20;

    /** RFC 8725 §3.1: signatures with public keys, and nothing that a client could choose instead. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final String userClaim;
    private final Optional<String> groupsClaim;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Believes tokens as {@code settings} say.
     *
     * @throws InvalidSettingException if the keys can not be read
     */
    TokenUsers(TokenSettings settings, InstantSource clock) {
        userClaim = settings.userClaim();
        groupsClaim = settings.groupsClaim();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings)));
        // RFC 9068 §2.1: access tokens say what they are; those of older issuers say JWT, or nothing.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWTClaimsSetVerifier(verifier(settings, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> verifier(TokenSettings settings, InstantSource clock) {
        JWTClaimsSet exact =
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(settings.audience(), exact, Set.of("exp", settings.userClaim())) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        return verifier;
    }

    private static JWKSource<SecurityContext> keys(TokenSettings settings) {
        try {
            if (settings.isRemote()) {
                return JWKSourceBuilder.create(
                                URI.create(settings.keys()).toURL(),
                                new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MAX_KEYS_OCTETS))
                        .refreshAheadCache(false)
                        .retrying(true)
                        .build();
            }
            return new ImmutableJWKSet<>(JWKSet.load(Path.of(settings.keys()).toFile()));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "tokenKeys", settings.keys(), "an https URL or a file with a JWK set; " + e.getMessage());
        }
    }

    @Override
    public Set<Question.Kind> kinds() {
        return Set.of(Question.Kind.TOKEN);
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        return question instanceof Question.CheckToken asked
                ? check(asked.token().reveal())
                : new Answer.Rejected();
    }

    /** Without groups where no claim is named: then the server may know the user. */
    private Identity identity(String user, JWTClaimsSet claims) {
        return groupsClaim.isEmpty()
                ? Identity.of(user)
                : new Identity(user, Optional.of(groups(claims.getClaim(groupsClaim.get()))));
    }

    /** A list, or words as in {@code scope} (RFC 8693 §4.2). */
    private static Groups groups(@Nullable Object claim) {
        if (claim instanceof Collection<?> list) {
            return Groups.of(list.stream().map(String::valueOf).toList());
        }
        return claim instanceof String words ? Groups.of(List.of(words.split(" "))) : Groups.NONE;
    }

    private Answer check(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String user = SaslPrep.prepare(String.valueOf(claims.getStringClaim(userClaim)));
            return user.isEmpty() ? new Answer.Rejected() : new Answer.Accepted(identity(user, claims));
        } catch (KeySourceException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA024 The keys of tokenKeys can not be had: " + e.getMessage());
            return new Answer.Unavailable();
        } catch (BadJOSEException | JOSEException | ParseException | SyntaxException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "token refused: " + e.getClass().getSimpleName());
            return new Answer.Rejected();
        }
    }
}
