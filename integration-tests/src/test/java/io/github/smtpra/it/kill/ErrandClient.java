package io.github.smtpra.it.kill;

import io.github.smtpra.it.kill.errand.ErrandKind;
import io.github.smtpra.it.peers.SmtpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one errand after the other and knows nothing of kills: what was not answered, or put off, it asks for again, as
 * mail clients do. It ends between two errands. Runs on a thread of its own.
 */
abstract class ErrandClient implements Runnable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final List<ErrandKind> kinds;
    private final ErrandRecord record;
    private final Random random;

    ErrandClient(String name, List<ErrandKind> kinds, ErrandRecord record) {
        this.name = name;
        this.kinds = kinds;
        this.record = record;
        random = new Random(name.hashCode());
    }

    /**
     * Asks for {@code subject}.
     *
     * @return whether it is done; false if it was refused
     * @throws IOException if nobody can tell
     */
    abstract boolean ask(String subject) throws IOException, InterruptedException;

    /** A client that asks by mail. */
    static ErrandClient byMail(String name, ErrandRecord record) {
        return new ByMail(name, record);
    }

    /** A client that asks by HTTP. */
    static ErrandClient byWeb(String name, ErrandRecord record) {
        return new ByWeb(name, record);
    }

    @Override
    public void run() {
        try {
            for (int i = 0; !record.isClosed(); i++) {
                String subject = kinds.get(random.nextInt(kinds.size())) + "-" + name + "-" + i;
                while (!isOver(subject)) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver(String subject) throws InterruptedException {
        try {
            if (ask(subject)) {
                record.done(subject);
                return true;
            }
            return ErrandKind.of(subject).isUndone();
        } catch (IOException e) {
            record.unanswered();
            return false;
        }
    }

    private static final class ByMail extends ErrandClient {
        private @Nullable SmtpClient connection;

        ByMail(String name, ErrandRecord record) {
            super(
                    name,
                    List.of(
                            ErrandKind.BOOKED,
                            ErrandKind.BOOKED,
                            ErrandKind.LARGE,
                            ErrandKind.ALONE,
                            ErrandKind.ALONE,
                            ErrandKind.FAILED,
                            ErrandKind.VETOED),
                    record);
        }

        @Override
        boolean ask(String subject) throws IOException {
            try {
                SmtpClient open = connection == null ? new SmtpClient(ErrandServer.SMTP_PORT) : connection;
                connection = open;
                return open.send("ann@customer.example", "errands@example.com", content(subject))
                        .startsWith("250");
            } catch (IOException e) {
                forget();
                throw e;
            }
        }

        private void forget() throws IOException {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }

        private static String content(String subject) {
            return "From: ann@customer.example\r\nTo: errands@example.com\r\nSubject: " + subject
                    + "\r\n\r\nPlease.\r\n";
        }
    }

    private static final class ByWeb extends ErrandClient {
        private static final Duration PATIENCE = Duration.ofSeconds(60);
        private final HttpClient http = HttpClient.newHttpClient();

        ByWeb(String name, ErrandRecord record) {
            super(name, List.of(ErrandKind.values()), record);
        }

        @Override
        boolean ask(String subject) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ErrandServer.COUNTER + "?" + subject))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200 && status != 409) {
                throw new IOException("not deployed: " + status);
            }
            return status == 200;
        }
    }
}
