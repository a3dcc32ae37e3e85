package io.github.smtpra.engine.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/**
 * Sends queries to servers and waits, on the thread that asks: dnsjava's own ways keep threads that would outlive the
 * application. UDP first, TCP where the answer is too long for it (RFC 7766 §5). Each server is asked twice before all
 * have failed. Safe for use by many threads.
 */
final class ServerQueries implements Resolver {
    /** What passes everywhere without fragments (RFC 9715 §3.1). */
    private static final int UDP_SIZE = 1232;

    private static final int ROUNDS = 2;
    private static final int TCP_HEADER = 2;

    private final List<InetSocketAddress> servers;
    private final Duration timeout;

    /** Set by whoever checks signatures, before the first query. */
    private volatile int ednsFlags;

    ServerQueries(List<InetSocketAddress> servers, Duration timeout) {
        this.servers = List.copyOf(servers);
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        try {
            return CompletableFuture.completedFuture(send(query));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return sendAsync(query);
    }

    @Override
    public Message send(Message query) throws IOException {
        Message asked = query.clone();
        if (asked.getOPT() == null) {
            asked.addRecord(new OPTRecord(UDP_SIZE, 0, 0, ednsFlags), Section.ADDITIONAL);
        }
        IOException last = new IOException("there is no DNS server");
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : servers) {
                try {
                    return useful(ask(server, asked));
                } catch (IOException e) {
                    last = new IOException("DNS server " + server.getHostString() + ": " + reason(e), e);
                }
            }
        }
        throw last;
    }

    private static String reason(IOException e) {
        return e instanceof SocketTimeoutException ? "no answer in time" : String.valueOf(e.getMessage());
    }

    /** An answer that another server may know better is none. */
    private static Message useful(Message answer) throws IOException {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new IOException(Rcode.string(code));
        }
        return answer;
    }

    private Message ask(InetSocketAddress server, Message query) throws IOException {
        Message answer = checked(query, askByUdp(server, query.toWire()));
        return answer.getHeader().getFlag(Flags.TC) ? checked(query, askByTcp(server, query.toWire())) : answer;
    }

    /** RFC 5452 §9: it answers this question and no other. */
    private static Message checked(Message query, byte[] octets) throws IOException {
        Message answer = new Message(octets);
        boolean same = answer.getHeader().getID() == query.getHeader().getID()
                && answer.getHeader().getFlag(Flags.QR)
                && query.getQuestion().equals(answer.getQuestion());
        if (!same) {
            throw new IOException("it answers another question");
        }
        return answer;
    }

    private byte[] askByUdp(InetSocketAddress server, byte[] query) throws IOException {
        // A socket for each: the port is a secret of this query (RFC 5452 §9.2). Connected: no one else is heard.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = new DatagramPacket(new byte[Message.MAXLENGTH], Message.MAXLENGTH);
            socket.receive(answer);
            return ByteBuffer.allocate(answer.getLength())
                    .put(answer.getData(), 0, answer.getLength())
                    .array();
        }
    }

    private byte[] askByTcp(InetSocketAddress server, byte[] query) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(server, (int) timeout.toMillis());
            ByteBuffer framed = ByteBuffer.allocate(TCP_HEADER + query.length);
            framed.putShort((short) query.length).put(query);
            socket.getOutputStream().write(framed.array());
            int length = ByteBuffer.wrap(exactly(socket, TCP_HEADER)).getShort() & 0xFFFF;
            return exactly(socket, length);
        }
    }

    private static byte[] exactly(Socket socket, int count) throws IOException {
        byte[] octets = socket.getInputStream().readNBytes(count);
        if (octets.length < count) {
            throw new IOException("the answer ends early");
        }
        return octets;
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        ednsFlags = flags & ExtendedFlags.DO;
    }

    @Override
    public Duration getTimeout() {
        return timeout;
    }

    // The rest is for others that would set up a resolver; nobody does.

    @Override
    public void setPort(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTCP(boolean flag) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setIgnoreTruncation(boolean flag) {
        // Truncation is never ignored.
    }

    @Override
    public void setTSIGKey(TSIG key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTimeout(Duration other) {
        throw new UnsupportedOperationException();
    }
}
