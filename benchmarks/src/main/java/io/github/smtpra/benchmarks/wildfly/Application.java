package io.github.smtpra.benchmarks.wildfly;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.wildfly.app.Durable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The application in the server, as one that is told by HTTP what to do. */
final class Application {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    /** The one at {@code port}. */
    Application(int port) {
        root = "http://127.0.0.1:" + port + "/bench/";
    }

    /** Has {@code senders} send {@code count} times in all, each one after the other. */
    void send(Durable as, int senders, int count) throws Exception {
        inParallel(senders, "sends?as=" + as + "&count=" + count / senders);
    }

    /** The same for messages to a bean; waits until that has had them all. */
    void sendMessages(int senders, int count) throws Exception {
        long before = Long.parseLong(answer(get("messages?until=0")));
        inParallel(senders, "messages?count=" + count / senders);
        answer(get("messages?until=" + (before + count / senders * (long) senders)));
    }

    /** Has it forget what was sent, and write a line for each mail from then on, or none. */
    void tidy(String level) throws IOException, InterruptedException {
        answer(post("between?log=" + level));
    }

    private void inParallel(int senders, String path) throws Exception {
        InParallel.run(senders, senders, steps -> {
            if (steps.take()) {
                answer(post(path));
            }
        });
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).build();
    }

    private HttpRequest post(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
