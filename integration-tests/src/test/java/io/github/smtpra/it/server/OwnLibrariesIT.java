package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Mirror;
import io.github.smtpra.it.server.app.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.tools.ToolProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application in one EAR with the adapter, and with its own versions of what the adapter is made of. */
@ExtendWith(ArquillianExtension.class)
class OwnLibrariesIT {
    private static final int PORT = 12526;
    private static final String BOUNCY_CASTLE = "org.bouncycastle.asn1.ASN1Object";
    private static final String SQLITE = "org.sqlite.SQLiteJDBCLoader";

    @Deployment(testable = false)
    static EnterpriseArchive application() throws IOException {
        return Archives.ear("own.ear", Plain.class, Mirror.class)
                .addAsLibrary(library("own-bouncycastle.jar", BOUNCY_CASTLE))
                .addAsLibrary(library("own-sqlite.jar", SQLITE));
    }

    /** A version that has nothing in common with the adapter's but the name of one class. */
    private static JavaArchive library(String name, String className) throws IOException {
        int dot = className.lastIndexOf('.');
        Path directory = Files.createTempDirectory("own-library");
        Path source = directory.resolve(className.substring(dot + 1) + ".java");
        Files.writeString(
                source,
                "package " + className.substring(0, dot) + "; public class " + className.substring(dot + 1) + " {}");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-proc:none", "-d", directory.toString(), source.toString());
        assertThat(result).isZero();
        String path = className.replace('.', '/') + ".class";
        return ShrinkWrap.create(JavaArchive.class, name)
                .addAsResource(new ByteArrayAsset(Files.readAllBytes(directory.resolve(path))), path);
    }

    @Test
    void the_application_gets_its_own() throws Exception {
        assertThat(seen(BOUNCY_CASTLE)).contains("own-bouncycastle.jar");
        assertThat(seen(SQLITE)).contains("own-sqlite.jar");
    }

    @Test
    void the_application_sees_nothing_of_libraries_that_only_the_adapter_has() throws Exception {
        assertThat(seen("org.bouncycastle.cert.X509CertificateHolder")).isEqualTo("250 2.0.0 not seen");
    }

    @Test
    void the_adapter_works_with_its_own() throws Exception {
        String subject = "mail " + UUID.randomUUID();
        assertThat(SmtpClient.mail(PORT, "desk@plain.example", subject)).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    private static String seen(String className) throws Exception {
        return SmtpClient.mail(PORT, "desk@mirror.example", className);
    }
}
