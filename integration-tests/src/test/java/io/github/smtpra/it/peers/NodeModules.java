package io.github.smtpra.it.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Packages for Node, fetched once for each build directory. */
final class NodeModules {
    private NodeModules() {}

    /** The directory that has {@code module}, which is written as {@code name@version}; the test ends here if it can not be had. */
    static synchronized Path with(String module) throws IOException {
        Path directory = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), "node")
                .toAbsolutePath();
        Path modules = directory.resolve("node_modules");
        if (!Files.exists(modules.resolve(module.substring(0, module.indexOf('@'))))) {
            Files.createDirectories(directory);
            try {
                Program.require("npm", "npm").run("install", "--silent", "--prefix", directory.toString(), module);
            } catch (AssertionError e) {
                throw Program.missing("the Node package " + module + ": " + e.getMessage());
            }
        }
        return modules;
    }
}
