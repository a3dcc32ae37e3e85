package io.github.smtpra.benchmarks.wildfly;

import io.github.smtpra.benchmarks.wildfly.app.Durable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is deployed, as a directory: the RAR as it is shipped, and the application that is made of our own classes. */
final class Deployment {
    private static final String BINDING = """
            <jboss:ejb-jar xmlns:jboss="urn:jboss:jakartaee:1.0"
                           xmlns="https://jakarta.ee/xml/ns/jakartaee"
                           xmlns:r="urn:resource-adapter-binding:2.0"
                           version="4.0">
                <assembly-descriptor>
                    <r:resource-adapter-binding>
                        <ejb-name>MailCounter</ejb-name>
                        <r:resource-adapter-name>#smtp-ra.rar</r:resource-adapter-name>
                    </r:resource-adapter-binding>
                </assembly-descriptor>
            </jboss:ejb-jar>
            """;

    private Deployment() {}

    /** Makes it below {@code deployments}, for a server that starts next. */
    static void make(Path rar, Path deployments) throws IOException {
        Path ear = deployments.resolve("bench.ear");
        Path web = ear.resolve("bench.war/WEB-INF");
        Files.createDirectories(web);
        Files.copy(rar, ear.resolve("smtp-ra.rar"));
        Files.writeString(web.resolve("jboss-ejb3.xml"), BINDING);
        copyClasses(web.resolve("classes"));
        Files.createFile(deployments.resolve("bench.ear.dodeploy"));
    }

    private static void copyClasses(Path to) throws IOException {
        Path from = classes();
        Path path = Path.of(Durable.class.getPackageName().replace('.', '/'));
        Files.createDirectories(to.resolve(path));
        try (Stream<Path> all = Files.list(from.resolve(path))) {
            List<Path> files = all.toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Path classes() throws IOException {
        try {
            return Path.of(Durable.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
