package io.github.smtpra.engine.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JWTs that an issuer has signed, and those that it has not (RFC 7519, RFC 8725; SRV-224). */
class TokenUsersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ClientFacts CLIENT = new ClientFacts(new InetSocketAddress(0), Optional.empty());
    private static final Answer REJECTED = new Answer.Rejected();

    @TempDir
    Path directory;

    private Optional<ECKey> key = Optional.empty();

    @BeforeEach
    void makeKey() throws JOSEException {
        key = Optional.of(new ECKeyGenerator(Curve.P_256).keyID("k1").generate());
    }

    private TokenUsers users(String claim) throws IOException {
        return users(claim, Optional.empty());
    }

    private TokenUsers users(String claim, Optional<String> groupsClaim) throws IOException {
        Path keys = Files.writeString(
                directory.resolve("keys.json"), new JWKSet(key.orElseThrow().toPublicJWK()).toString());
        return new TokenUsers(
                new TokenSettings(
                        keys.toString(), "https://login.example", "smtp", claim, groupsClaim, Duration.ofMinutes(1)),
                () -> NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .audience("smtp")
                .subject("ann")
                .claim("email", "ann@example.com")
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private String signed(JWTClaimsSet claims, ECKey with) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        token.sign(new ECDSASigner(with));
        return token.serialize();
    }

    private Answer answer(JWTClaimsSet.Builder claims) throws IOException, JOSEException {
        return answer(signed(claims.build(), key.orElseThrow()));
    }

    private Answer answer(String token) throws IOException {
        return users("sub").answer(new Question.CheckToken(Optional.empty(), new Secret(token)), CLIENT);
    }

    @Test
    void a_good_token_names_its_user() throws IOException, JOSEException {
        String token = signed(claims().build(), key.orElseThrow());

        assertThat(answer(token)).isEqualTo(new Answer.Accepted(Identity.of("ann")));
        assertThat(users("email").answer(new Question.CheckToken(Optional.empty(), new Secret(token)), CLIENT))
                .isEqualTo(new Answer.Accepted(Identity.of("ann@example.com")));
    }

    @Test
    void a_token_of_another_issuer_audience_or_time_is_rejected() throws IOException, JOSEException {
        assertThat(answer(claims().issuer("https://evil.example"))).isEqualTo(REJECTED);
        assertThat(answer(claims().audience("imap"))).isEqualTo(REJECTED);
        assertThat(answer(claims().expirationTime(Date.from(NOW.minusSeconds(61)))))
                .isEqualTo(REJECTED);
        assertThat(answer(claims().expirationTime(null))).isEqualTo(REJECTED);
        assertThat(answer(claims().notBeforeTime(Date.from(NOW.plusSeconds(120)))))
                .isEqualTo(REJECTED);
        assertThat(answer(claims().subject(null))).isEqualTo(REJECTED);
        assertThat(answer(claims().subject(""))).isEqualTo(REJECTED);
        assertThat(answer(claims().expirationTime(Date.from(NOW.minusSeconds(30)))))
                .as("within the clock skew")
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void where_a_claim_is_named_a_token_has_the_groups_of_its_user() throws IOException, JOSEException {
        assertThat(groups(claims().claim("groups", List.of("keeper", "clerk", " "))))
                .isEqualTo(Set.of("keeper", "clerk"));
        assertThat(groups(claims().claim("groups", "keeper clerk"))).isEqualTo(Set.of("keeper", "clerk"));
        assertThat(groups(claims().claim("groups", 7))).isEqualTo(Set.of());
        assertThat(groups(claims())).isEqualTo(Set.of());
    }

    private Set<String> groups(JWTClaimsSet.Builder claims) throws IOException, JOSEException {
        Secret token = new Secret(signed(claims.build(), key.orElseThrow()));
        Answer answer =
                users("sub", Optional.of("groups")).answer(new Question.CheckToken(Optional.empty(), token), CLIENT);
        Identity identity = ((Answer.Accepted) answer).identity();
        return ((Groups) identity.credential().orElseThrow()).names();
    }

    // RFC 9068 §2.1, RFC 8725 §3.11
    @Test
    void what_is_an_access_token_is_taken_and_what_is_another_kind_is_not() throws IOException, JOSEException {
        assertThat(answer(ofType("at+jwt"))).isInstanceOf(Answer.Accepted.class);
        assertThat(answer(ofType("JWT"))).isInstanceOf(Answer.Accepted.class);
        assertThat(answer(ofType("logout+jwt"))).isEqualTo(REJECTED);
    }

    private String ofType(String type) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new ECDSASigner(key.orElseThrow()));
        return token.serialize();
    }

    // RFC 8725 §2.1, §3.1
    @Test
    void a_token_that_the_issuer_has_not_signed_is_rejected() throws IOException, JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        confused.sign(new MACSigner(key.orElseThrow().toPublicJWK().toString().getBytes(UTF_8)));

        assertThat(answer(signed(claims().build(), other))).isEqualTo(REJECTED);
        assertThat(answer(new PlainJWT(claims().build()).serialize())).isEqualTo(REJECTED);
        assertThat(answer(confused.serialize())).isEqualTo(REJECTED);
        assertThat(answer("nonsense")).isEqualTo(REJECTED);
        assertThat(answer("a.b.c")).isEqualTo(REJECTED);
    }

    // SRV-226: the client is not at fault.
    @Test
    void keys_that_can_not_be_had_mean_later() throws JOSEException {
        TokenUsers users = new TokenUsers(
                new TokenSettings(
                        "https://127.0.0.1:1/keys",
                        "https://login.example",
                        "smtp",
                        "sub",
                        Optional.empty(),
                        Duration.ZERO),
                () -> NOW);
        String token = signed(claims().build(), key.orElseThrow());

        assertThat(users.answer(new Question.CheckToken(Optional.empty(), new Secret(token)), CLIENT))
                .isEqualTo(new Answer.Unavailable());
    }

    @Test
    void a_file_that_holds_no_keys_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("no.json"), "{}");

        assertThatThrownBy(() -> new TokenUsers(
                        new TokenSettings(file.toString(), "i", "a", "sub", Optional.empty(), Duration.ZERO),
                        () -> NOW))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("property tokenKeys is")
                .hasMessageContaining("no.json");
    }
}
