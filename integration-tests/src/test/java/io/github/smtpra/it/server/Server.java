package io.github.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;

/** The server under test as its operator sees it. */
final class Server {
    private static final int HTTP_PORT = 9080;

    private final ManagementClient management;

    Server(ManagementClient management) {
        this.management = management;
    }

    /** Runs {@code :name} on {@code address}, written as in the CLI: {@code /deployment=it.ear}. */
    ModelNode run(String address, String name, String... parameters) {
        ModelNode operation = new ModelNode();
        ModelNode path = operation.get("address").setEmptyList();
        for (String step : address.split("/", -1)) {
            if (!step.isEmpty()) {
                int equals = step.indexOf('=');
                path.add(step.substring(0, equals), step.substring(equals + 1));
            }
        }
        operation.get("operation").set(name);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            operation.get(parameter.substring(0, equals)).set(value(parameter.substring(equals + 1)));
        }
        return run(operation);
    }

    /** A list or an object in DMR's own notation, or a text. */
    private static ModelNode value(String text) {
        return text.startsWith("{") || text.startsWith("[") ? ModelNode.fromString(text) : new ModelNode(text);
    }

    private ModelNode run(ModelNode operation) {
        try {
            ModelNode answer = management.getControllerClient().execute(operation);
            if (!answer.get("outcome").asString().equals("success")) {
                throw new AssertionError(operation + " failed: " + answer);
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does {@code work} while a system property of the running server is set. */
    void with(String property, String value, Work work) throws Exception {
        run("/system-property=" + property, "add", "value=" + value);
        try {
            work.run();
        } finally {
            run("/system-property=" + property, "remove");
        }
    }

    /** What is done meanwhile. */
    interface Work {
        void run() throws Exception;
    }

    boolean isRunning() {
        return run("", "read-attribute", "name=server-state")
                .asString()
                .toLowerCase(Locale.ROOT)
                .equals("running");
    }

    /** The names of its threads. */
    List<String> threads() {
        return run(
                        "/core-service=platform-mbean/type=threading",
                        "dump-all-threads",
                        "locked-monitors=false",
                        "locked-synchronizers=false")
                .asList()
                .stream()
                .map(thread -> thread.get("thread-name").asString())
                .toList();
    }

    long pid() {
        String name = run("/core-service=platform-mbean/type=runtime", "read-attribute", "name=name")
                .asString();
        return Long.parseLong(name.substring(0, name.indexOf('@')));
    }

    /** How many letters the bean has kept with this subject. */
    long letters(String subject) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + HTTP_PORT + "/look/letters?subject="
                + URLEncoder.encode(subject, StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " gave " + answer.statusCode() + ": " + answer.body());
        }
        return Long.parseLong(answer.body().trim());
    }
}
