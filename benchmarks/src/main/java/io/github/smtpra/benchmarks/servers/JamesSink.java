package io.github.smtpra.benchmarks.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.MailEnvelope;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MessageHook;
import org.apache.james.protocols.smtp.hook.RcptHook;

/** James protocols with hooks that take everything and keep nothing. */
public final class JamesSink {
    private JamesSink() {}

    /** Runs until it is killed; the one argument is the port. */
    public static void main(String[] args) throws Exception {
        NettyServer server = new NettyServer.Factory()
                .protocol(new SMTPProtocol(chain(), new SMTPConfigurationImpl()))
                .build();
        server.setListenAddresses(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        server.setBacklog(1024);
        server.bind();
    }

    private static SMTPProtocolHandlerChain chain() throws WiringException {
        return new SMTPProtocolHandlerChain(new NoMetrics(), new TakesRecipients(), new Forgets());
    }

    private static final class TakesRecipients implements RcptHook {
        @Override
        public HookResult doRcpt(
                SMTPSession session, MaybeSender sender, MailAddress recipient, Map<String, String> parameters) {
            return HookResult.OK;
        }
    }

    private static final class Forgets implements MessageHook {
        @Override
        public HookResult onMessage(SMTPSession session, MailEnvelope mail) {
            return HookResult.OK;
        }
    }
}
