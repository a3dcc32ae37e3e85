package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A client's mechanism and a server's, talking to each other. */
final class Exchange {
    private final ClientMechanism client;
    private final ServerMechanism server;
    private UnaryOperator<String> tampering = UnaryOperator.identity();

    Exchange(ClientMechanism client, ServerMechanism server) {
        this.client = client;
        this.server = server;
    }

    /** Somebody in between changes what the server says. */
    Exchange tamper(UnaryOperator<String> with) {
        tampering = with;
        return this;
    }

    /** Runs to the end; the client's last word counts too. */
    Optional<Identity> run() throws SyntaxException {
        Optional<byte[]> initial = client.initialResponse();
        ServerStep step = initial.isPresent() ? server.respond(initial.get()) : server.begin();
        while (true) {
            if (step instanceof ServerStep.Challenge challenge) {
                byte[] heard =
                        tampering.apply(new String(challenge.octets(), UTF_8)).getBytes(UTF_8);
                step = server.respond(client.respond(heard));
            } else if (step instanceof ServerStep.Ask ask) {
                step = server.resume(Users.answer(ask.question()));
            } else {
                return step instanceof ServerStep.Accept accept && client.mayEnd()
                        ? Optional.of(accept.identity())
                        : Optional.empty();
            }
        }
    }
}
