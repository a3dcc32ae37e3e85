package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory with a file for each day that is not reported yet, {@code 2026-11-24.json}. A file is written whole beside
 * the old one, flushed, and takes its place then: one of the two is there, whatever happens. For one thread at a time.
 */
final class CountsDirectory {
    private static final String NEW = "new";

    private final Path directory;
    private final TlsReportLog log;

    /** The files in {@code directory}, which is there. */
    CountsDirectory(Path directory, TlsReportLog log) {
        this.directory = directory;
        this.log = log;
    }

    /** Reads the days from {@code first} on; older ones are deleted, since nobody wants to hear of them any more. */
    List<DayCounts> read(LocalDate first) throws IOException {
        List<DayCounts> days = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                read(file, first, days);
            }
        }
        return days;
    }

    private void read(Path file, LocalDate first, List<DayCounts> days) throws IOException {
        try {
            DayCounts day = CountsCodec.read(Files.readString(file, UTF_8));
            if (day.day().isBefore(first)) {
                Files.delete(file);
            } else {
                days.add(day);
            }
        } catch (ParseException | java.nio.charset.CharacterCodingException e) {
            log.trouble("what " + file + " has counted is lost", e);
            Files.delete(file);
        }
    }

    /** Writes {@code day}; deletes its file if there is nothing more to tell. */
    void write(DayCounts day) throws IOException {
        Path file = directory.resolve(day.day() + ".json");
        if (day.domains().isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = directory.resolve(NEW);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(CountsCodec.write(day).getBytes(UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
