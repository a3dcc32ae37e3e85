package io.github.smtpra.engine.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that does what a test tells it, over a real socket. It waits ten seconds for whatever it waits for. */
final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private Socket socket;

    private SmtpClient(Socket socket) {
        this.socket = socket;
    }

    static SmtpClient connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return new SmtpClient(socket);
    }

    /** Greets. */
    static SmtpClient greeted(int port) throws IOException {
        SmtpClient client = connect(port);
        client.hear();
        client.ask("EHLO client.example");
        return client;
    }

    Socket socket() {
        return socket;
    }

    /** Lines, each with CRLF, in one write. */
    SmtpClient say(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Octets as they are, in one write. */
    SmtpClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says all lines at once and hears one reply. */
    String ask(String... lines) throws IOException {
        return say(lines).hear();
    }

    /** The next reply, its lines parted by LF; empty at the end of the stream. */
    String hear() throws IOException {
        StringBuilder reply = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            reply.append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return reply.toString();
            }
            reply.append('\n');
        }
        return reply.toString();
    }

    /** The codes of the next {@code count} replies. */
    List<String> codes(int count) throws IOException {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String reply = hear();
            codes.add(reply.substring(0, Math.min(3, reply.length())));
        }
        return codes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server has closed, in order or not, with nothing said before. */
    boolean isClosed() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** A mail up to its final dot, for which the reply is heard. */
    String mail(String recipient, String content) throws IOException {
        return data(recipient).ask(content, ".");
    }

    /** An envelope up to 354. */
    SmtpClient data(String... recipients) throws IOException {
        ask("MAIL FROM:<ann@example.org>");
        for (String recipient : recipients) {
            ask("RCPT TO:<" + recipient + ">");
        }
        String reply = ask("DATA");
        if (!reply.startsWith("354")) {
            throw new AssertionError(reply);
        }
        return this;
    }

    /** Says STARTTLS and shakes hands; trusts everybody. */
    SmtpClient startTls() throws IOException {
        if (!ask("STARTTLS").startsWith("220")) {
            throw new AssertionError("no TLS");
        }
        return handshake("TLSv1.2", "TLSv1.3");
    }

    SmtpClient handshake(String... versions) throws IOException {
        return handshake(trusting(), versions);
    }

    SmtpClient handshake(SSLContext context, String... versions) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.setEnabledProtocols(versions);
        secured.startHandshake();
        socket = secured;
        return this;
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustingEverybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes with RST: what the server still says is lost. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static final class TrustingEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
