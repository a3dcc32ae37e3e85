package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the outbox as a server does at each deployment: in a class loader of its own. */
class RedeploymentTest {
    @TempDir
    Path directory;

    @Test
    void aClosedOutboxLeavesItsClassLoaderToTheCollector() throws Exception {
        WeakReference<ClassLoader> undeployed = deployedAndUndeployed();

        for (int i = 0; i < 50 && undeployed.get() != null; i++) {
            System.gc();
            new ArrayList<byte[]>(List.of(new byte[1 << 20])).clear();
        }

        boolean gone = undeployed.get() == null;
        assertThat(gone).isTrue();
    }

    private WeakReference<ClassLoader> deployedAndUndeployed() throws Exception {
        try (URLClassLoader loader = loader()) {
            open(loader).close();
            return new WeakReference<>(loader);
        }
    }

    @Test
    void aSecondDeploymentDoesNotGetADirectoryInUse() throws Exception {
        try (URLClassLoader first = loader();
                URLClassLoader second = loader()) {
            AutoCloseable outbox = open(first);
            assertThatThrownBy(() -> open(second)).hasStackTraceContaining("another deployment");
            assertThatThrownBy(() -> open(second)).hasStackTraceContaining("another deployment");
            assertThat(CrashingProcess.run(directory, CrashingProcess.Point.NEVER))
                    .isEqualTo(CrashingProcess.REFUSED);
            outbox.close();
            open(second).close();
        }
    }

    private static URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private AutoCloseable open(ClassLoader loader) throws ReflectiveOperationException {
        Method acquire = loader.loadClass(Outboxes.class.getName()).getMethod("acquire", Path.class, Clock.class);
        return (AutoCloseable) acquire.invoke(null, directory, Clock.systemUTC());
    }
}
