package io.github.smtpra.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.peers.Await;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server is killed again and again, at points, at random and while it starts, with many clients at work: nothing accepted
 * is lost, nothing undone is sent, and what came twice was marked. {@code -Dkills=200 -Dseed=…} makes a long run of it; see
 * docs/outbox-format.md.
 */
class KillRunIT {
    private static final List<KillPoint> POINTS = List.of(KillPoint.values());
    private static final int MAIL_CLIENTS = 12;
    private static final int WEB_CLIENTS = 6;
    private static final int LEAST = 5;
    private static final int SPREAD = 150;
    private static final int LINES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PROGRESS = Duration.ofMinutes(3);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ErrandRecord record = new ErrandRecord();
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final Map<KillPoint, Integer> points = new EnumMap<>(KillPoint.class);
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private ErrandServer server;
    private ErrandPeer peer;
    private int atRandom;
    private int starting;

    @BeforeEach
    void start() throws Exception {
        server = ErrandServer.create();
        peer = new ErrandPeer(ErrandServer.PEER_PORT, server.spool(), seed);
    }

    @AfterEach
    void stop() throws Exception {
        clients.shutdownNow();
        server.close();
        peer.close();
    }

    // RFC 5321 §4.5.4.1, §6.1 (CLI-050, OPS-001)
    @Test
    void nothingIsLostNothingUndoneIsSentAndDuplicatesAreMarked() throws Exception {
        int kills = Integer.getInteger("kills", 2);
        out.println("KillRunIT: kills=" + kills + " seed=" + seed);
        startClients();
        for (int i = 0; i < kills; i++) {
            live(i);
            out.println("KillRunIT: " + figures() + " accepted=" + record.count());
        }
        server.start();
        record.close();
        clients.shutdown();
        assertThat(clients.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        server.awaitSettled();

        KillRunVerdict verdict = new KillRunVerdict(record.done(), server, peer);
        out.println("KillRunIT: " + figures() + " unanswered=" + record.unansweredCount() + " " + verdict);
        assertThat(verdict.faults()).as("seed %s", seed).isEmpty();
    }

    private void startClients() {
        for (int i = 0; i < MAIL_CLIENTS; i++) {
            clients.execute(ErrandClient.byMail("m" + i, record));
        }
        for (int i = 0; i < WEB_CLIENTS; i++) {
            clients.execute(ErrandClient.byWeb("w" + i, record));
        }
    }

    /** Of eight lives one ends at random, two while they start, and five at a point, often while they recover. */
    private void live(int number) throws Exception {
        int way = number < 2 ? number * 3 : random.nextInt(8);
        if (way == 0) {
            server.start();
            endAtRandom(LEAST + random.nextInt(SPREAD));
        } else if (way < 3) {
            endWhileStarting();
        } else {
            endAt(POINTS.get(random.nextInt(POINTS.size())));
        }
    }

    private void endAtRandom(int errands) throws Exception {
        int deadly = record.count() + errands;
        Await.until(errands + " errands", PROGRESS, () -> record.count() >= deadly);
        server.endOfLife(Duration.ZERO);
        atRandom++;
    }

    private void endWhileStarting() throws Exception {
        int deadly = 1 + random.nextInt(LINES);
        server.launch();
        Await.until(deadly + " lines", PROGRESS, () -> server.linesSaid() >= deadly);
        server.endOfLife(Duration.ZERO);
        starting++;
    }

    /** Armed from the start, a point is often met by what is recovered. */
    private void endAt(KillPoint point) throws Exception {
        if (random.nextBoolean()) {
            server.arm(point);
            server.launch();
        } else {
            server.start();
            int deadly = record.count() + random.nextInt(LEAST);
            Await.until("some errands", PROGRESS, () -> record.count() >= deadly);
            server.arm(point);
        }
        if (server.endOfLife(PATIENCE)) {
            points.merge(point, 1, Integer::sum);
        } else {
            out.println("KillRunIT: not met: " + point);
            atRandom++;
        }
    }

    private String figures() {
        int all = points.values().stream().mapToInt(Integer::intValue).sum() + atRandom + starting;
        return "kills=" + all + " at-random=" + atRandom + " starting=" + starting + " at-points=" + points;
    }
}
