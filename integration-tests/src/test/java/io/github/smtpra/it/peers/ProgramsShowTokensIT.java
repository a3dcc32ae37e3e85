package io.github.smtpra.it.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail programs that people use log in with a token of an issuer that our listener trusts. */
class ProgramsShowTokensIT extends LogInFixture {
    private static final String ISSUER = "https://login.example";

    private final ECKey key;

    ProgramsShowTokensIT() throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    }

    @Override
    Map<String, String> users() throws IOException {
        Path keys = Files.writeString(directory.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        return Map.of("tokenKeys", keys.toString(), "tokenIssuer", ISSUER, "tokenAudience", "smtp");
    }

    private String token() throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("smtp")
                .subject("ann")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    // SRV-210, SRV-224
    @ParameterizedTest
    @CsvSource({"XOAUTH2", "OAUTHBEARER"})
    void curl(String mechanism) throws Exception {
        Program curl = Program.require("curl", "curl");
        arrives(() -> curl.run(
                "--silent",
                "--show-error",
                "--insecure",
                "--ssl-reqd",
                "smtp://127.0.0.1:" + PORT,
                "--user",
                "ann:",
                "--oauth2-bearer",
                token(),
                "--login-options",
                "AUTH=" + mechanism,
                "--mail-from",
                FROM,
                "--mail-rcpt",
                TO,
                "--upload-file",
                mail().toString()));
    }

    // SRV-210, SRV-224
    @ParameterizedTest
    @CsvSource({"xoauth2", "oauthbearer"})
    void msmtp(String mechanism) throws Exception {
        Program msmtp = Program.require("msmtp", "msmtp");
        arrives(() -> msmtp.run(
                mail(),
                List.of(
                        "--file=/dev/null",
                        "--host=127.0.0.1",
                        "--port=" + PORT,
                        "--tls=on",
                        "--tls-starttls=on",
                        "--tls-certcheck=off",
                        "--auth=" + mechanism,
                        "--user=ann",
                        "--passwordeval=echo " + token(),
                        "--from=" + FROM,
                        TO)));
    }

    // SRV-210, SRV-224
    @Test
    void nodemailer() throws Exception {
        Program node = Program.require("node", "nodejs");
        Path script = Files.writeString(directory.resolve("send.js"), """
                const [modules, port, accessToken, from, to] = process.argv.slice(2);
                const transport = require(modules + "/nodemailer").createTransport({
                  host: "127.0.0.1", port: Number(port), requireTLS: true, tls: { rejectUnauthorized: false },
                  auth: { type: "OAuth2", user: "ann", accessToken } });
                transport.sendMail({ from, to, subject: "hello", text: "text" })
                  .catch((e) => { console.error(e); process.exit(1); });
                """);
        String modules = NodeModules.with("nodemailer@7.0.10").toString();
        arrives(() -> node.run(script.toString(), modules, PORT + "", token(), FROM, TO));
    }

    // SRV-210, SRV-224
    @Test
    void angus() throws Exception {
        arrives(() -> new AngusMail(PORT, "XOAUTH2").send("ann", token(), FROM, TO));
    }
}
