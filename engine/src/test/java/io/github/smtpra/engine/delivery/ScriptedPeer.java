package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A peer on a real socket that follows a script, one for each connection, in order; further connections are closed at once.
 *
 * <pre>
 * S: 250 ok       it says this
 * s: 250 o        it says this, without CRLF
 * C: MAIL FROM    it reads a line, which must begin with this
 * C: &lt;content&gt;    it reads to the final dot, and keeps what came
 * C: &lt;chunk&gt;      it reads a BDAT and as many octets as that says, and keeps both
 * drop            it closes
 * cut             it closes TCP under TLS, without a word
 * hang            it reads no more and says nothing, until the client closes or the test ends
 * starve          it reads nothing until the test ends
 * tls             it does the handshake
 * tls asks        the same, and wants to see a certificate
 * reached x       the test that waits for x goes on
 * await x         it goes on when the test says so
 * </pre>
 */
final class ScriptedPeer implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> scripts;
    private final List<String> contents = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Map<String, CountDownLatch> points = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private SSLContext tls = TestCertificate.unusableContext();
    private int connections;

    ScriptedPeer(String... scripts) throws IOException {
        this(InetAddress.getLoopbackAddress(), 0, scripts);
    }

    private ScriptedPeer(InetAddress address, int port, String... scripts) throws IOException {
        this.scripts = List.of(scripts);
        server = new ServerSocket(port, 50, address);
        start(this::accept);
    }

    /** One at another address of the loopback, at the port of others. */
    static ScriptedPeer at(String address, int port, String... scripts) throws IOException {
        return new ScriptedPeer(InetAddress.getByName(address), port, scripts);
    }

    ScriptedPeer withTls(SSLContext context) {
        tls = context;
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized int connections() {
        return connections;
    }

    /** What was sent as content, as it was on the wire. */
    synchronized List<String> contents() {
        return List.copyOf(contents);
    }

    /** Waits until a script has reached {@code point}. */
    void awaitReached(String point) throws InterruptedException {
        if (!point(point).await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the peer did not come to " + point + "; " + failures());
        }
    }

    /** Lets a script that waits at {@code point} go on. */
    void let(String point) {
        point(point).countDown();
    }

    private CountDownLatch point(String name) {
        return points.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    private synchronized void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-peer");
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                String script = next(socket);
                start(() -> play(socket, script));
            }
        } catch (IOException e) {
            // The end of the test.
        }
    }

    private synchronized String next(Socket socket) {
        sockets.add(socket);
        return connections < scripts.size() ? scripts.get(connections++) : "drop";
    }

    private void play(Socket socket, String script) {
        try (socket) {
            new Conversation(socket).play(script);
        } catch (IOException | InterruptedException e) {
            // The client has closed, or the test is over; what matters is what the client made of it.
        } catch (AssertionError e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void fail(String failure) {
        failures.add(failure);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
        for (Socket socket : openSockets()) {
            socket.close();
        }
        for (Thread thread : startedThreads()) {
            join(thread);
        }
        if (!failures().isEmpty()) {
            throw new AssertionError(failures());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Socket> openSockets() {
        return List.copyOf(sockets);
    }

    private synchronized List<Thread> startedThreads() {
        return List.copyOf(threads);
    }

    private final class Conversation {
        private final Socket tcp;
        private Socket socket;
        private InputStream in;
        private OutputStream out;

        private Conversation(Socket socket) throws IOException {
            this.tcp = socket;
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private void play(String script) throws IOException, InterruptedException {
            StringBuilder saying = new StringBuilder();
            for (String line : script.lines().toList()) {
                if (line.startsWith("S: ")) {
                    saying.append(line.substring(3)).append("\r\n");
                } else {
                    out.write(saying.toString().getBytes(ISO_8859_1));
                    saying.setLength(0);
                    step(line);
                }
            }
            out.write(saying.toString().getBytes(ISO_8859_1));
            readToEnd();
        }

        private void step(String line) throws IOException, InterruptedException {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "C:" -> expect(words[1]);
                case "s:" -> out.write(words[1].getBytes(ISO_8859_1));
                case "cut" -> tcp.close();
                case "drop" -> socket.close();
                case "hang" -> readToEnd();
                case "starve" -> end.await();
                case "tls" -> handshake(words);
                case "reached" -> point(words[1]).countDown();
                case "await" -> point(words[1]).await();
                default -> throw new IllegalArgumentException(line);
            }
        }

        private void expect(String expected) throws IOException {
            if (expected.equals("<content>")) {
                String content = readContent();
                synchronized (ScriptedPeer.this) {
                    contents.add(content);
                }
                return;
            }
            if (expected.equals("<chunk>")) {
                String command = readLine();
                byte[] octets = in.readNBytes(Integer.parseInt(command.split(" ", -1)[1]));
                synchronized (ScriptedPeer.this) {
                    contents.add(command + "|" + new String(octets, ISO_8859_1));
                }
                return;
            }
            String line = readLine();
            if (!line.startsWith(expected)) {
                throw new AssertionError("expected " + expected + ", but there came " + line);
            }
        }

        private String readContent() throws IOException {
            StringBuilder content = new StringBuilder();
            String line = readLine();
            while (!line.equals(".")) {
                content.append(line).append("\r\n");
                line = readLine();
            }
            return content.toString();
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            int octet = in.read();
            while (octet >= 0 && octet != '\n') {
                line.append((char) octet);
                octet = in.read();
            }
            if (octet < 0) {
                throw new IOException("closed");
            }
            if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
                throw new AssertionError("a line without CRLF: " + line);
            }
            return line.substring(0, line.length() - 1);
        }

        private void handshake(String... words) throws IOException {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.setNeedClientAuth(List.of(words).contains("asks"));
            secured.startHandshake();
            socket = secured;
            in = new BufferedInputStream(secured.getInputStream());
            out = secured.getOutputStream();
        }

        private void readToEnd() throws IOException {
            byte[] block = new byte[8192];
            while (in.read(block) >= 0) {
                // Whatever it is, nothing is said to it.
            }
        }
    }
}
