package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of SCRAM (RFC 5802 §3, §5; RFC 7677), with channel binding and without.
 *
 * <pre>
 *   C: gs2-header n=user,r=nonce          -> question for the verifier
 *   S: r=nonce+ours,s=salt,i=iterations
 *   C: c=header and binding,r=nonce+ours,p=proof
 *   S: v=signature                        (RFC 4954 §4: 235 has no room for it)
 *   C: (empty)                            -> accepted
 * </pre>
 */
final class ScramServer implements ServerMechanism {
    private final ScramHash hash;
    private final ScramBinding binding;
    private final String ourNonce;
    private @Nullable ClientFirst first;
    private @Nullable Offer offer;
    private @Nullable Identity proven;

    /** What the client has said first. */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    private record ClientFirst(byte[] channel, String bare, String user, String nonce) {}

    /** What was offered to the client. */
    private record Offer(Answer.Verifier answer, String nonce, String message) {}

    ScramServer(ScramHash hash, ScramBinding binding, String ourNonce) {
        this.hash = hash;
        this.binding = binding;
        this.ourNonce = ourNonce;
    }

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        if (proven != null) {
            return ended(response, proven);
        }
        String message = Utf8.decode(response);
        return first == null ? takeFirst(message) : takeFinal(message, first);
    }

    private ServerStep takeFirst(String message) throws SyntaxException {
        ScramAttributes attributes = new ScramAttributes(message);
        Gs2Header header = Gs2Header.read(attributes);
        String bare = attributes.rest();
        // RFC 5802 §5.1: a mandatory extension, which comes first, must not be ignored; next() refuses it.
        String user = ScramAttributes.decodeName(attributes.next('n'));
        String nonce = ScramAttributes.nonce(attributes.next('r'));
        attributes.ignoreExtensions();
        // RFC 5802 §6, RFC 7677 §4 (SRV-223): a binding that was stripped, or that we do not know.
        Optional<byte[]> bound = binding.accept(header);
        if (bound.isEmpty() || !header.authzid().orElse(user).equals(user)) {
            return new ServerStep.Refuse(ServerStep.Cause.REJECTED);
        }
        String gs2Header = message.substring(0, message.length() - bare.length());
        first = new ClientFirst(Gs2Header.channel(gs2Header, bound.get()), bare, user, nonce);
        return new ServerStep.Ask(new Question.FindVerifier(user, hash));
    }

    @Override
    public ServerStep resume(Answer answer) {
        ClientFirst said = first;
        if (said == null || !(answer instanceof Answer.Verifier found)) {
            return ServerMechanism.outcome(answer);
        }
        // RFC 5802 §5.1 (SRV-222): our nonce extends the client's.
        String nonce = said.nonce() + ourNonce;
        ScramVerifier verifier = found.verifier();
        String message = "r=" + nonce + ",s=" + Base64Text.encode(verifier.salt()) + ",i=" + verifier.iterations();
        offer = new Offer(found, nonce, message);
        return new ServerStep.Challenge(message.getBytes(UTF_8));
    }

    private ServerStep takeFinal(String message, ClientFirst said) throws SyntaxException {
        Offer offered = offer;
        if (offered == null) {
            throw new IllegalStateException("the question for the verifier is not answered");
        }
        ScramAttributes attributes = new ScramAttributes(message);
        byte[] channel = Base64Text.decode(attributes.next('c'));
        String nonce = attributes.next('r');
        int proofAt = message.lastIndexOf(",p=");
        if (proofAt < 0) {
            throw new SyntaxException("A SCRAM message lacks its proof");
        }
        byte[] proof = Base64Text.decode(message.substring(proofAt + 3));
        String withoutProof = message.substring(0, proofAt);
        byte[] authMessage = (said.bare() + "," + offered.message() + "," + withoutProof).getBytes(UTF_8);
        boolean proves = offered.answer().verifier().proves(proof, authMessage);
        if (!proves || !nonce.equals(offered.nonce()) || !Arrays.equals(channel, said.channel())) {
            return new ServerStep.Refuse(ServerStep.Cause.REJECTED);
        }
        proven = offered.answer().identity();
        byte[] signature = offered.answer().verifier().serverSignature(authMessage);
        return new ServerStep.Challenge(("v=" + Base64Text.encode(signature)).getBytes(UTF_8));
    }

    /** The client has read our signature and has nothing to add. */
    private static ServerStep ended(byte[] response, Identity identity) throws SyntaxException {
        if (response.length > 0) {
            throw new SyntaxException("Nothing was asked");
        }
        return new ServerStep.Accept(identity);
    }
}
