package io.github.smtpra.it.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A mail server from a Debian package, unpacked into a root directory of its own with the libraries that it needs: two
 * mail servers can not be installed on one machine, and what is installed is not touched.
 */
final class Chroot implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final Path root;
    private final List<Process> processes = new ArrayList<>();

    private Chroot(Path root) {
        this.root = root;
    }

    /**
     * Unpacks {@code packages}. The test ends here if they can not be had, or we are not root.
     *
     * @param users names, each its own group; the first one gets number 4001
     */
    static Chroot unpack(List<String> packages, List<String> users) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw Program.missing("the right to change the root directory (root)");
        }
        Chroot chroot = new Chroot(Files.createTempDirectory("smtp-ra-chroot"));
        Files.setPosixFilePermissions(chroot.root, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String each : packages) {
            Program.require("dpkg", "dpkg").run("-x", Debian.file(each).toString(), chroot.root.toString());
        }
        chroot.writeAccounts(users);
        chroot.makeDevices();
        return chroot;
    }

    private void writeAccounts(List<String> users) throws IOException {
        StringBuilder passwd = new StringBuilder("root:x:0:0:root:/root:/bin/sh\n");
        StringBuilder group = new StringBuilder("root:x:0:\nmail:x:8:\n");
        int number = 4001;
        for (String user : users) {
            passwd.append("%s:x:%d:%d::/home/%s:/bin/sh%n".formatted(user, number, number, user));
            group.append("%s:x:%d:%n".formatted(user, number));
            number++;
        }
        write("etc/passwd", passwd.toString());
        write("etc/group", group.toString());
        write("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
        write("etc/hosts", "127.0.0.1 localhost\n");
        write("etc/resolv.conf", "");
    }

    private void makeDevices() throws IOException {
        Program mknod = Program.require("mknod", "coreutils");
        Files.createDirectories(root.resolve("dev"));
        mknod.run("-m", "666", root.resolve("dev/null").toString(), "c", "1", "3");
        mknod.run("-m", "666", root.resolve("dev/urandom").toString(), "c", "1", "9");
    }

    /** Brings the libraries that {@code programs} are linked with, and those programs that are of this machine. */
    void bring(String... programs) throws IOException {
        for (String program : programs) {
            if (!Files.exists(root.resolve(program))) {
                copy(Path.of("/", program));
            }
            String libraries =
                    Program.require("ldd", "libc-bin").run(root.resolve(program).toString());
            for (String word : libraries.split("\\s+", -1)) {
                if (word.startsWith("/lib") || word.startsWith("/usr/lib")) {
                    copy(Path.of(word));
                }
            }
        }
    }

    private void copy(Path file) throws IOException {
        Path target = root.resolve(file.toString().substring(1));
        Files.createDirectories(target.getParent());
        Files.copy(file.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file or directory {@code inside}. */
    Path path(String inside) {
        return root.resolve(inside);
    }

    void write(String inside, String text) throws IOException {
        Files.createDirectories(root.resolve(inside).getParent());
        Files.writeString(root.resolve(inside), text);
    }

    /** Makes a directory that belongs to the user of number {@code owner}. */
    void directory(String inside, int owner) throws IOException {
        Files.createDirectories(root.resolve(inside));
        Files.setAttribute(root.resolve(inside), "unix:uid", owner);
        Files.setAttribute(root.resolve(inside), "unix:gid", owner);
    }

    /** Runs a program to its end. */
    String run(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(root.toString()));
        arguments.addAll(List.of(command));
        return Program.require("chroot", "coreutils").run(Path.of("/dev/null"), arguments);
    }

    /** Starts a program that stays in the foreground; it is stopped with this. */
    void start(Path log, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("chroot", root.toString()));
        all.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, sbin) -> path + ":" + sbin);
        processes.add(builder.start());
    }

    /** Whether somebody takes connections at {@code port}. */
    static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The mails of a Maildir, with line ends as on the wire; one character for each octet. */
    List<String> maildir(String inside) throws IOException {
        Path arrived = root.resolve(inside).resolve("new");
        if (!Files.exists(arrived)) {
            return List.of();
        }
        List<String> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(arrived)) {
            for (Path file : files.sorted().toList()) {
                mails.add(Files.readString(file, StandardCharsets.ISO_8859_1).replace("\n", "\r\n"));
            }
        }
        return mails;
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            await(process);
            children.forEach(ProcessHandle::destroyForcibly);
        }
        Directories.delete(root);
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
