package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.Hop;
import io.github.smtpra.engine.route.HopProtocol;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.route.TlsLevel;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who we are to those hosts that the property {@code routes} names with credentials. Read once; immutable. */
final class Accounts {
    private final Map<String, Account> byName;

    private Accounts(Map<String, Account> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * The accounts of all hosts of {@code routes}, read from the file that {@code credentialsFile} names.
     *
     * @throws InvalidSettingException if one is missing, or can not be used
     */
    static Accounts of(Routes routes, Settings settings) {
        Optional<CredentialsFile> file = settings.text("credentialsFile").map(CredentialsFile::read);
        Map<String, Account> byName = new HashMap<>();
        for (Hop hop : routes.hops()) {
            hop.account().ifPresent(name -> byName.computeIfAbsent(name, key -> account(file, key)));
        }
        Accounts accounts = new Accounts(byName);
        routes.hops().forEach(accounts::requireTls);
        return accounts;
    }

    private static Account account(Optional<CredentialsFile> file, String name) {
        return file.flatMap(all -> all.account(name))
                .orElseThrow(() -> new InvalidSettingException(
                        "routes",
                        name + "@",
                        "a name of credentials that stand in the file that the property credentialsFile names"));
    }

    /** RFC 4954 §4 (CLI-068): PLAIN needs TLS. */
    private void requireTls(Hop hop) {
        boolean clear = hop.protocol() != HopProtocol.SMTPS && hop.tls() == TlsLevel.OFF;
        if (clear && of(hop).needsTls()) {
            throw new InvalidSettingException(
                    "routes",
                    hop.host() + "/off",
                    "TLS with credentials, or passwordInTheClear=true with a password in the credentialsFile");
        }
    }

    /** Who we are to {@code hop}. */
    Account of(Hop hop) {
        return hop.account().map(byName::get).orElse(Account.NONE);
    }
}
