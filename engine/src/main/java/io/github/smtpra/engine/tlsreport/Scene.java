package io.github.smtpra.engine.tlsreport;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where something went wrong; what is not known is empty.
 *
 * @param sendingIp our address
 * @param mxHost the host's name, as the DNS gives it
 * @param helo what the host calls itself
 * @param receivingIp the host's address
 */
public record Scene(String sendingIp, String mxHost, String helo, String receivingIp) {
    /** Keeps of the peer's words what may be told. */
    public Scene {
        helo = Flaw.clean(helo);
    }

    /** At {@code mxHost}, which was not spoken with. */
    public static Scene at(String mxHost) {
        return new Scene("", mxHost, "", "");
    }

    /** Before a host was looked for. */
    public static Scene nowhere() {
        return at("");
    }

    /** The text of an address, without a zone. */
    public static String text(Optional<InetAddress> address) {
        return address.map(one -> one.getHostAddress().split("%", 2)[0]).orElse("");
    }
}
