package io.github.smtpra.benchmarks.wildfly;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.Rounds;
import io.github.smtpra.benchmarks.comparison.Run;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.benchmarks.receiving.Peer;
import io.github.smtpra.benchmarks.receiving.Server;
import io.github.smtpra.benchmarks.receiving.Workload;
import io.github.smtpra.benchmarks.sending.Sink;
import io.github.smtpra.benchmarks.stores.Writers;
import io.github.smtpra.benchmarks.wildfly.app.Durable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The adapter in a WildFly, beside that server's own JMS: durable sends, and what comes in and ends in a bean; for the
 * latter the engine alone, too.
 */
public final class ServerComparison {
    private static final int WARM_UPS = 2;
    private static final String JMS = "JMS, persistent";
    private static final String ENGINE = "engine alone";
    /** How much of the workload goes by way of JMS, so that it takes no longer than others. */
    private static final int JMS_SHARE = 8;

    private static final List<Writers> SENDS = List.of(new Writers(1, 800), new Writers(20, 8_000));
    private static final Workload WORKLOAD = Workload.of("W2 s20");

    private final WildFly server;
    private final Server engine;
    private final Rounds rounds;

    private ServerComparison(WildFly server, Server engine, Rounds rounds) {
        this.server = server;
        this.engine = engine;
        this.rounds = rounds;
    }

    /** Arguments: where a WildFly was unpacked, our RAR, then rounds, 5 if not said. */
    public static void main(String[] args) throws Exception {
        WildFly.Parts parts = new WildFly.Parts(Path.of(args[0]), Path.of(args[1]));
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Sink sink = Sink.start();
                WildFly server = WildFly.start(parts, directory.path().toAbsolutePath(), sink.port());
                Server engine = Server.start(Peer.engineAlone(ENGINE, Java.newest()))) {
            new ServerComparison(server, engine, new Rounds(WARM_UPS, rounds)).sends();
            new ServerComparison(server, engine, new Rounds(WARM_UPS, rounds)).arrivals();
            System.out.println(
                    "Messages: " + server.journal() + ". Java " + Java.newest().version() + ".");
        }
    }

    private void sends() throws Exception {
        for (Writers load : SENDS) {
            Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
            turns.put(JMS, () -> send(Durable.MESSAGE, load));
            turns.put("mail, in a transaction", () -> send(Durable.MAIL, load));
            turns.put("mail, in none", () -> send(Durable.MAIL_ALONE, load));
            rounds.compare(load.writers() == 1 ? "1 writer" : load.writers() + " writers", turns);
        }
        System.out.println(rounds.results().byContender(JMS));
        System.out.println("Each cell: ratio to " + JMS + " in the same round (median), processor seconds of the server"
                + " for ten thousand, sends of 4 KiB a second.\n");
    }

    private Run send(Durable as, Writers load) throws Exception {
        server.application().tidy("WARNING");
        return server.figures().measure(() -> {
            server.application().send(as, load.writers(), load.count());
            return load.count();
        });
    }

    private void arrivals() throws Exception {
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        turns.put(ENGINE, () -> engine.figures().measure(() -> WORKLOAD.send(engine.port())));
        turns.put("mail to a bean", () -> mail("WARNING"));
        turns.put("mail to a bean, with its line in the log", () -> mail("INFO"));
        turns.put("JMS, not persistent, to a bean", this::messages);
        rounds.compare(WORKLOAD.name(), turns);
        System.out.println(rounds.results().byContender(ENGINE));
        System.out.println("Each cell: ratio to the " + ENGINE + " in the same round (median), processor seconds of"
                + " the server for ten thousand, of 1 KiB a second.\n");
    }

    private Run mail(String level) throws Exception {
        server.application().tidy(level);
        return server.figures().measure(() -> WORKLOAD.send(server.smtpPort()));
    }

    private Run messages() throws Exception {
        int count = WORKLOAD.count() / JMS_SHARE;
        return server.figures().measure(() -> {
            server.application().sendMessages(WORKLOAD.sessions(), count);
            return count;
        });
    }
}
