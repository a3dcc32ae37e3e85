package io.github.smtpra.benchmarks.receiving;

import io.github.smtpra.benchmarks.comparison.Java;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a connection costs that has said EHLO and waits: resident memory of the server with many of them, and its speed
 * while they are open.
 */
public final class IdleConnections {
    private static final ByteBuffer EHLO = ByteBuffer.wrap("EHLO idle.example\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnlyBuffer();

    private IdleConnections() {}

    /** Argument: how many connections, 19000 if not said. The limit of open files must allow them. */
    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 19_000;
        for (Peer peer : Peer.all(List.of(Java.newest()))) {
            try (Server server = Server.start(peer)) {
                System.out.println(peer.name() + ": " + measure(server, count));
            } catch (IOException e) {
                System.out.println(peer.name() + ": " + e.getMessage());
            }
        }
    }

    private static String measure(Server server, int count) throws IOException, InterruptedException {
        Workload load = Workload.of("W2 s20");
        rate(load, server);
        double before = rate(load, server);
        long small = server.figures().memory("VmRSS");
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                idle.add(greeted(server.port(), 1 + i % 100));
            }
            long large = server.figures().memory("VmRSS");
            double with = rate(load, server);
            return String.format(
                    "%.1f KiB each at %d; W2 s20 with them %.2f of without",
                    (large - small) / (double) count, count, with / before);
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
    }

    /** From several addresses of the loopback network, since each has its own ports. */
    private static SocketChannel greeted(int port, int address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress("127.0.0." + address, 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ByteBuffer reply = ByteBuffer.allocate(2048);
        channel.read(reply);
        channel.write(EHLO.duplicate());
        reply.clear();
        channel.read(reply);
        return channel;
    }

    private static double rate(Workload load, Server server) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        load.send(server.port());
        return load.count() * 1e9 / (System.nanoTime() - begin);
    }
}
