package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client's side of SCRAM (RFC 5802; CLI-069): see {@link ScramServer} for the messages. */
final class ScramClient implements ClientMechanism {
    /** What a server may ask for: more would be an attack on our processor. */
    private static final int MAX_ITERATIONS = 1_000_000;

    private final ScramHash hash;
    private final Credentials.Password credentials;
    private final Gs2Header header;
    private final byte[] binding;
    private final String nonce;
    private byte @Nullable [] expectedSignature;
    private State state = State.FIRST;

    private enum State {
        FIRST,
        SIGNATURE,
        VERIFIED
    }

    /** An exchange that is bound to that one of {@code bindings} which {@code header} names, if it names one. */
    ScramClient(
            ScramHash hash,
            Credentials.Password credentials,
            Gs2Header header,
            ChannelBindings bindings,
            String nonce) {
        this.hash = hash;
        this.credentials = credentials;
        this.header = header;
        this.binding = header.bindingType().flatMap(bindings::octets).orElse(new byte[0]);
        this.nonce = nonce;
    }

    @Override
    public String name() {
        return hash.mechanism() + (header.bindingType().isPresent() ? "-PLUS" : "");
    }

    private String bare() {
        return "n=" + ScramAttributes.encodeName(credentials.user()) + ",r=" + nonce;
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of((header + bare()).getBytes(UTF_8));
    }

    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        String message = Utf8.decode(challenge);
        switch (state) {
            case FIRST -> {
                byte[] response = prove(message);
                state = State.SIGNATURE;
                return response;
            }
            case SIGNATURE -> {
                verify(message);
                state = State.VERIFIED;
                return new byte[0];
            }
            default -> throw new SyntaxException("The server goes on behind its signature");
        }
    }

    private byte[] prove(String serverFirst) throws SyntaxException {
        ScramAttributes attributes = new ScramAttributes(serverFirst);
        String fullNonce = ScramAttributes.nonce(attributes.next('r'));
        byte[] salt = Base64Text.decode(attributes.next('s'));
        int iterations = iterations(attributes.next('i'));
        // RFC 5802 §5.1 (CLI-069): the server's nonce begins with ours, and is longer.
        if (!fullNonce.startsWith(nonce) || fullNonce.length() == nonce.length()) {
            throw new SyntaxException("The server's nonce does not extend ours");
        }
        String withoutProof =
                "c=" + Base64Text.encode(Gs2Header.channel(header.toString(), binding)) + ",r=" + fullNonce;
        byte[] authMessage = (bare() + "," + serverFirst + "," + withoutProof).getBytes(UTF_8);
        byte[] salted = hash.saltedPassword(credentials.password().octets(), salt, iterations);
        expectedSignature = hash.hmac(ScramVerifier.serverKey(hash, salted), authMessage);
        byte[] clientKey = ScramVerifier.clientKey(hash, salted);
        byte[] proof = ScramHash.xor(clientKey, hash.hmac(hash.hash(clientKey), authMessage));
        return (withoutProof + ",p=" + Base64Text.encode(proof)).getBytes(UTF_8);
    }

    /** RFC 7677 §4 (CLI-069): a server that asks for fewer wants the password to be found cheaply. */
    private static int iterations(String digits) throws SyntaxException {
        boolean number = digits.length() < 8 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int iterations = number ? Integer.parseInt(digits) : 0;
        if (iterations < ScramVerifier.MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new SyntaxException("The server's iteration count is out of range");
        }
        return iterations;
    }

    private void verify(String serverFinal) throws SyntaxException {
        byte[] signature = Base64Text.decode(new ScramAttributes(serverFinal).next('v'));
        if (!MessageDigest.isEqual(signature, expectedSignature)) {
            throw new SyntaxException("The server does not know the password");
        }
    }

    @Override
    public boolean mayEnd() {
        return state == State.VERIFIED;
    }
}
