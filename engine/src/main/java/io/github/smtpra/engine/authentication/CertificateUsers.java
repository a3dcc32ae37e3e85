package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.SaslPrep;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Who has shown a certificate that could be verified is who it names (RFC 4422 Appendix A). Immutable. */
final class CertificateUsers implements Authenticator {
    /** {@code rfc822Name} among the kinds of {@link X509Certificate#getSubjectAlternativeNames}. */
    private static final int RFC822_NAME = 1;

    private final CertificateSettings.UserName userName;

    CertificateUsers(CertificateSettings.UserName userName) {
        this.userName = userName;
    }

    @Override
    public Set<Question.Kind> kinds() {
        return Set.of(Question.Kind.CERTIFICATE);
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        return client.certificate()
                .flatMap(this::user)
                .<Answer>map(user -> new Answer.Accepted(Identity.of(user)))
                .orElseGet(Answer.Rejected::new);
    }

    private Optional<String> user(X509Certificate certificate) {
        try {
            String name = userName == CertificateSettings.UserName.EMAIL ? email(certificate) : commonName(certificate);
            String prepared = SaslPrep.prepare(name);
            return prepared.isEmpty() ? Optional.empty() : Optional.of(prepared);
        } catch (CertificateParsingException | InvalidNameException | SyntaxException e) {
            return Optional.empty();
        }
    }

    private static String email(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? ""
                : names.stream()
                        .filter(name -> name.get(0).equals(RFC822_NAME))
                        .map(name -> name.get(1).toString())
                        .findFirst()
                        .orElse("");
    }

    private static String commonName(X509Certificate certificate) throws InvalidNameException {
        // RFC 4514 writes the most specific part first, LdapName counts from the other end.
        List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).getType().equalsIgnoreCase("CN")) {
                return parts.get(i).getValue().toString();
            }
        }
        return "";
    }
}
