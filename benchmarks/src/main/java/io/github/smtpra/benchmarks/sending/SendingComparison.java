package io.github.smtpra.benchmarks.sending;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Rounds;
import io.github.smtpra.benchmarks.senders.AngusNewConnection;
import io.github.smtpra.benchmarks.senders.AngusReused;
import io.github.smtpra.benchmarks.senders.Delivery;
import io.github.smtpra.benchmarks.senders.DurableDelivery;
import io.github.smtpra.benchmarks.senders.MessageDelivery;
import io.github.smtpra.benchmarks.senders.SimpleJavaMail;
import io.github.smtpra.benchmarks.senders.VertxMail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs that send small mails to Postfix's sink, side by side. */
public final class SendingComparison {
    private static final int WARM_UPS = 2;
    private static final int COUNT = 40_000;

    private final List<Contender> contenders = new ArrayList<>();

    private SendingComparison() {}

    /** Arguments: rounds, 5 if not said; then parts of the names of contenders, all if not said. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> chosen = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("");
        new SendingComparison().run(new Rounds(WARM_UPS, rounds), chosen);
    }

    private void run(Rounds rounds, List<String> chosen) throws Exception {
        try (Sink pipelining = Sink.start();
                Sink plain = Sink.start("-p")) {
            start(chosen);
            rounds.compare("1 connection", turns(new Load(pipelining.port(), 1, COUNT)));
            rounds.compare("20 connections", turns(new Load(pipelining.port(), 20, COUNT)));
            rounds.compare("1, peer without PIPELINING", turns(new Load(plain.port(), 1, COUNT)));
            rounds.compare("20, peer without PIPELINING", turns(new Load(plain.port(), 20, COUNT)));
        } finally {
            contenders.forEach(Contender::close);
        }
        System.out.println(rounds.results().byContender(SmtpSource.NAME));
        System.out.println(
                "Each cell: ratio to " + SmtpSource.NAME + " in the same round (median), processor seconds of"
                        + " the sender for ten thousand mails, mails a second.");
    }

    private void start(List<String> chosen) throws IOException {
        contenders.add(new SmtpSource());
        List<Java> javas = Java.installed();
        Java newest = Java.newest();
        for (Java java : javas) {
            start(chosen, new Entry("smtp-ra " + java.version(), java, 1, Delivery.class));
        }
        start(chosen, new Entry("smtp-ra, from MimeMessage", newest, .5, MessageDelivery.class));
        start(chosen, new Entry("smtp-ra, from a durable outbox", newest, .04, DurableDelivery.class));
        start(chosen, new Entry("Angus Mail, reused Transport", newest, .25, AngusReused.class));
        start(chosen, new Entry("Angus Mail, new connection", newest, .1, AngusNewConnection.class));
        start(chosen, new Entry("Simple Java Mail, pool", newest, .1, SimpleJavaMail.class));
        start(chosen, new Entry("Vert.x mail client", newest, .2, VertxMail.class));
    }

    private record Entry(String name, Java java, double share, Class<? extends Job> job) {}

    private void start(List<String> chosen, Entry entry) throws IOException {
        if (chosen.stream().anyMatch(entry.name()::contains)) {
            contenders.add(JavaSender.start(entry.name(), entry.java(), entry.share(), entry.job()));
        }
    }

    private Map<String, Rounds.Turn> turns(Load load) {
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        contenders.forEach(contender -> turns.put(contender.name(), () -> contender.run(load)));
        return turns;
    }
}
