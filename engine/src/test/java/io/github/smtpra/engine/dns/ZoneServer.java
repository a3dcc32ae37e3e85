package io.github.smtpra.engine.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on the loopback, UDP and TCP, for a test: answers from the records that it was given, as a recursive server
 * would, and misbehaves for names that it was told of.
 */
public final class ZoneServer implements AutoCloseable {
    private static final long TTL = 60;
    private static final int UDP_SIZE = 512;

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Map<Name, Integer> codes = new ConcurrentHashMap<>();
    private final Set<Name> silent = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger tcpQueries = new AtomicInteger();
    private volatile boolean authentic;

    public ZoneServer() throws IOException {
        tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
        start(this::serveUdp);
        start(this::serveTcp);
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "zone-server");
        threads.add(thread);
        thread.start();
    }

    /** {@code address:port}, for settings. */
    public String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /** Adds records, one for each line: {@code NAME TYPE DATA}, names with their last dot. */
    public ZoneServer with(String lines) {
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.strip().split("\\s+", 3);
            try {
                Name name = Name.fromString(words[0]);
                records.add(Record.fromString(name, Type.value(words[1]), DClass.IN, TTL, words[2], Name.root));
            } catch (IOException e) {
                throw new IllegalArgumentException(line, e);
            }
        });
        return this;
    }

    public ZoneServer with(List<? extends Record> more) {
        records.addAll(more);
        return this;
    }

    public List<Record> records() {
        return List.copyOf(records);
    }

    public void clear() {
        records.clear();
    }

    /** Answers all questions about {@code name} with {@code code}. */
    public ZoneServer failing(String name, int code) {
        codes.put(Name.fromConstantString(name), code);
        return this;
    }

    /** Never answers a question about {@code name}. */
    public ZoneServer silentAbout(String name) {
        silent.add(Name.fromConstantString(name));
        return this;
    }

    /** Says of each answer that it has checked it. */
    public ZoneServer vouching() {
        authentic = true;
        return this;
    }

    /** The questions so far, as in {@code MX y.test.}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public int tcpQueries() {
        return tcpQueries.get();
    }

    private void serveUdp() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                udp.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (silent.contains(query.getQuestion().getName())) {
                    asked.add(words(query));
                    continue;
                }
                Message answer = answer(query);
                int size = query.getOPT() == null ? UDP_SIZE : query.getOPT().getPayloadSize();
                byte[] octets = answer.toWire(size);
                udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The end of the test.
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] octets = in.readNBytes(in.readUnsignedShort());
                    tcpQueries.incrementAndGet();
                    byte[] answer = answer(new Message(octets)).toWire(Message.MAXLENGTH);
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            }
        } catch (IOException e) {
            // The end of the test.
        }
    }

    private static String words(Message query) {
        return Type.string(query.getQuestion().getType()) + " "
                + query.getQuestion().getName();
    }

    private Message answer(Message query) {
        asked.add(words(query));
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (authentic) {
            answer.getHeader().setFlag(Flags.AD);
        }
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getOPT() != null) {
            answer.addRecord(query.getOPT(), Section.ADDITIONAL);
        }
        Name name = query.getQuestion().getName();
        Integer code = codes.get(name);
        if (code == null) {
            fill(answer, name, query.getQuestion().getType());
        } else {
            answer.getHeader().setRcode(code);
        }
        return answer;
    }

    private void fill(Message answer, Name asked, int type) {
        Set<Name> seen = new HashSet<>();
        Name name = asked;
        while (seen.add(name)) {
            List<Record> found = at(name, type).toList();
            List<Record> alias = found.isEmpty() ? at(name, Type.CNAME).toList() : List.of();
            (found.isEmpty() ? alias : found).forEach(one -> answer.addRecord(one, Section.ANSWER));
            if (alias.isEmpty()) {
                if (found.isEmpty()) {
                    deny(answer, name, type);
                }
                return;
            }
            name = alias.stream()
                    .filter(CNAMERecord.class::isInstance)
                    .map(one -> ((CNAMERecord) one).getTarget())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Stream<Record> at(Name name, int type) {
        return records.stream()
                .filter(one -> one.getName().equals(name))
                .filter(one -> one.getType() == type
                        || one instanceof RRSIGRecord signature && signature.getTypeCovered() == type);
    }

    /** RFC 2308, with the proofs of RFC 4035 §3.1.3 where the test has put some: all NSEC of the zone do for a test. */
    private void deny(Message answer, Name name, int type) {
        boolean exists = records.stream().anyMatch(one -> one.getName().subdomain(name));
        if (!exists && type != Type.DS) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        records.stream()
                .filter(one -> name.subdomain(one.getName()) || exists || one.getType() != Type.SOA)
                .filter(one -> covers(one, Type.SOA) || covers(one, Type.NSEC))
                .filter(one -> !(one instanceof DSRecord))
                .forEach(one -> answer.addRecord(one, Section.AUTHORITY));
    }

    private static boolean covers(Record one, int type) {
        return one.getType() == type || one instanceof RRSIGRecord signature && signature.getTypeCovered() == type;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
