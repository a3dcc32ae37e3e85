package io.github.smtpra.protocol.sasl;

import java.util.Optional;

/**
 * What a server's mechanism asks of those who know the users. Names and passwords are prepared (RFC 4013). Secrets do not
 * show in the text of a question.
 */
public sealed interface Question {
    /** What an authenticator must be able to answer for a mechanism to be offered. */
    enum Kind {
        /** {@link CheckPassword}. */
        PASSWORD,
        /** {@link FindVerifier} with {@link ScramHash#SHA_1}. */
        SCRAM_SHA_1,
        /** {@link FindVerifier} with {@link ScramHash#SHA_256}. */
        SCRAM_SHA_256,
        /** {@link CheckDigest}. */
        DIGEST,
        /** {@link CheckToken}. */
        TOKEN,
        /** {@link MapCertificate}. */
        CERTIFICATE
    }

    /** Which kind of question this is. */
    Kind kind();

    /** The name that the client claims, if it has said one. Nothing vouches for it yet. */
    Optional<String> claimedUser();

    /** Is {@code password} that of {@code user}? */
    record CheckPassword(String user, Secret password) implements Question {
        @Override
        public Kind kind() {
            return Kind.PASSWORD;
        }

        @Override
        public Optional<String> claimedUser() {
            return Optional.of(user);
        }
    }

    /**
     * What is the verifier of {@code user}? To be answered with {@link Answer.Verifier}, for a name that is not known with
     * a {@linkplain ScramVerifier#decoy decoy}: a refusal at this point would tell which names there are.
     */
    record FindVerifier(String user, ScramHash hash) implements Question {
        @Override
        public Kind kind() {
            return hash.kind();
        }

        @Override
        public Optional<String> claimedUser() {
            return Optional.of(user);
        }
    }

    /**
     * Is {@code digest} the keyed digest of {@code challenge} with the password of {@code user} (RFC 2195 §2)? See
     * {@link CramMd5#digest}.
     */
    record CheckDigest(String user, String challenge, String digest) implements Question {
        @Override
        public Kind kind() {
            return Kind.DIGEST;
        }

        @Override
        public Optional<String> claimedUser() {
            return Optional.of(user);
        }
    }

    /** Whose is {@code token}? The mechanism compares the answer with the name that the client claims, if it does. */
    record CheckToken(Optional<String> claimedUser, Secret token) implements Question {
        @Override
        public Kind kind() {
            return Kind.TOKEN;
        }
    }

    /** Whose is the certificate that the client has shown in the TLS handshake? The mechanism compares as above. */
    record MapCertificate(Optional<String> claimedUser) implements Question {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE;
        }
    }
}
