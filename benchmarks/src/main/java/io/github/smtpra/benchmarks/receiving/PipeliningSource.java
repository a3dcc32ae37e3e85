package io.github.smtpra.benchmarks.receiving;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A load generator that pipelines: MAIL, RCPT and DATA in one write, and the next mail's behind the final dot (RFC 2920
 * §3.1). It waits for 354, as it must, and for nothing else.
 */
final class PipeliningSource {
    private static final byte[] GROUP =
            ascii("MAIL FROM:<source@client.example>\r\nRCPT TO:<sink@sink.example>\r\nDATA\r\n");

    private final int port;
    private final byte[] content;
    private final byte[] contentAndGroup;
    private final long end;

    private PipeliningSource(int port, int size, long end) {
        this.port = port;
        this.content = content(size);
        this.contentAndGroup = joined(content, GROUP);
        this.end = end;
    }

    /** Sends what goes in {@code seconds}, and says how many mails that were. */
    static int send(int port, int sessions, int size, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        PipeliningSource source = new PipeliningSource(port, size, end);
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            return sum(threads.invokeAll(Collections.nCopies(sessions, source::session)));
        } finally {
            threads.shutdown();
        }
    }

    private static int sum(List<Future<Integer>> sessions) throws IOException, InterruptedException {
        int sum = 0;
        for (Future<Integer> session : sessions) {
            try {
                sum += session.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return sum;
    }

    private int session() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            expect(in, '2');
            out.write(ascii("EHLO client.example\r\n"));
            expect(in, '2');
            out.write(GROUP);
            int count = mails(in, out);
            out.write(ascii("QUIT\r\n"));
            expect(in, '2');
            return count;
        }
    }

    private int mails(InputStream in, OutputStream out) throws IOException {
        int count = 0;
        boolean more = true;
        while (more) {
            expect(in, '2');
            expect(in, '2');
            expect(in, '3');
            more = System.nanoTime() < end;
            out.write(more ? contentAndGroup : content);
            expect(in, '2');
            count++;
        }
        return count;
    }

    /** Reads one reply, of any number of lines. */
    private static void expect(InputStream in, char first) throws IOException {
        boolean last = false;
        while (!last) {
            int code = in.read();
            if (code != first) {
                throw new IOException("expected " + first + ", got " + (char) code);
            }
            in.skipNBytes(2);
            last = in.read() != '-';
            int octet = in.read();
            while (octet != '\n') {
                octet = in.read();
            }
        }
    }

    private static byte[] content(int size) {
        String line = "X".repeat(78) + "\r\n";
        return ascii("Subject: load\r\n\r\n" + line.repeat(size / line.length()) + ".\r\n");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
