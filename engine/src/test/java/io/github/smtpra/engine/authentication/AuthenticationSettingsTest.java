package io.github.smtpra.engine.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.server.AuthenticationRules.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationSettingsTest {
    @TempDir
    Path directory;

    private AuthenticationSettings settings(String... pairs) throws IOException {
        Path file = Files.writeString(directory.resolve("users"), "");
        Map<String, String> properties = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            properties.put(pair.substring(0, equals), pair.substring(equals + 1).replace("FILE", file.toString()));
        }
        return AuthenticationSettings.from(Settings.of("", properties, Map.of(), Map.of()));
    }

    // SRV-217: the defaults are the safe ones.
    @Test
    void nobody_is_known_unless_it_is_said() throws IOException {
        AuthenticationSettings settings = settings();

        assertThat(settings.sources().passwords()).isEqualTo(UserSources.Passwords.NONE);
        assertThat(settings.clearText()).isEqualTo(Mechanism.ClearText.FORBIDDEN);
        assertThat(settings.need()).isEqualTo(Need.OPTIONAL);
        assertThat(settings.mechanisms()).doesNotContain(Mechanism.CRAM_MD5);
    }

    @Test
    void a_file_of_users_is_enough() throws IOException {
        AuthenticationSettings settings = settings("usersFile=FILE", "authenticationRequired=true");

        assertThat(settings.sources().passwords()).isEqualTo(UserSources.Passwords.FILE);
        assertThat(settings.need()).isEqualTo(Need.REQUIRED);
        assertThat(settings).isEqualTo(settings("usersFile=FILE", "authenticationRequired=true"));
    }

    @Test
    void mechanisms_are_named_as_on_the_wire() throws IOException {
        assertThat(settings("usersFile=FILE", "mechanisms=scram-sha-256 CRAM-MD5")
                        .mechanisms())
                .containsExactlyInAnyOrder(Mechanism.SCRAM_SHA_256, Mechanism.CRAM_MD5);
    }

    @ParameterizedTest
    @CsvSource({
        "authentication=ldap, authentication, 'none, file, container'",
        "authentication=file, usersFile, a file that the server can read",
        "usersFile=/nowhere, usersFile, a file that the server can read",
        "authentication=container usersFile=FILE, usersFile, only with authentication=file",
        "authenticationRequired=true, authenticationRequired, false where nobody is known",
        "usersFile=FILE mechanisms=GSSAPI, mechanisms, SCRAM-SHA-256-PLUS",
        "usersFile=FILE mechanisms=OAUTHBEARER, mechanisms, tokenKeys",
        "usersFile=FILE mechanisms=EXTERNAL, mechanisms, clientTrustStore",
        "authentication=container mechanisms=CRAM-MD5, mechanisms, authentication=file",
        "mechanisms=PLAIN, mechanisms, authentication=file or authentication=container",
        "tokenKeys=/nowhere, tokenKeys, an https URL",
        "tokenKeys=https://login.example/keys, tokenIssuer, a text",
        "tokenKeys=https://login.example/keys tokenIssuer=i, tokenAudience, a text",
        "clientTrustStore=/a clientCertificates=/b, clientTrustStore, either",
        "passwordsInTheClear=yes, passwordsInTheClear, true or false",
        "maxLoginFailures=0, maxLoginFailures, from 1 to 100"
    })
    void what_can_not_be_used_is_named(String pairs, String property, String allowed) {
        assertThatThrownBy(() -> settings(pairs.split(" ", -1)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("property " + property + " is")
                .hasMessageContaining(allowed);
    }
}
