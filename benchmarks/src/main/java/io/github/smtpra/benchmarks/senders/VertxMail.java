package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The mail client of Vert.x with its pool, and as many mails under way as connections. */
public final class VertxMail implements Job {
    /** Of twenty connections to a peer without PIPELINING one fell silent now and then, until the peer closed it. */
    private static final int IDLE_SECONDS = 5;

    private static final int PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        MailConfig config = new MailConfig("127.0.0.1", load.port())
                .setStarttls(StartTLSOptions.DISABLED)
                .setLogin(LoginOption.DISABLED)
                .setOwnHostname("client.example")
                .setKeepAlive(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxPoolSize(load.connections());
        MailClient client = MailClient.create(vertx, config);
        try {
            return InParallel.run(load.connections(), load.count(), steps -> send(client, steps));
        } finally {
            client.close();
        }
    }

    private static void send(MailClient client, InParallel.Steps steps) {
        while (steps.take()) {
            MailMessage message = new MailMessage(Sample.SENDER, Sample.RECIPIENT, Sample.SUBJECT, Sample.TEXT);
            try {
                send(client, message);
            } catch (CompletionException e) {
                send(client, message);
            }
        }
    }

    private static void send(MailClient client, MailMessage message) {
        // Its pool may forget a connection that was lost, and wait for it for good.
        client.sendMail(message)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
