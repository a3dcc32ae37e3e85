package io.github.smtpra.coverage;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds citations in the comments of Java files. The JDK's parser says what a comment belongs to. */
final class JavaSources {
    /** Strings are matched first, so that what looks like a comment in them is none. */
    private static final Pattern COMMENT = Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\""
            + "|'(?:\\\\.|[^'\\\\\n])++'|(?<comment>//[^\n]*|/\\*[\\s\\S]*?\\*/)");

    private JavaSources() {}

    /** The citations in {@code file}, which lies under {@code root}. */
    static List<Citation> citations(Path root, Path file, Citation.Kind kind) throws IOException {
        String text = Files.readString(file);
        if (!Requirement.ID.matcher(text).find()) {
            return List.of();
        }
        Places places = places(file, text);
        String name = SourceTree.name(root, file);
        List<Citation> found = new ArrayList<>();
        Matcher comments = COMMENT.matcher(text);
        while (comments.find()) {
            String comment = comments.group("comment");
            if (comment != null) {
                int offset = comments.start();
                ids(comment)
                        .map(id ->
                                new Citation(id, kind, name, places.of(offset).orElse(name)))
                        .forEach(found::add);
            }
        }
        return found;
    }

    static Stream<String> ids(String text) {
        return Requirement.ID.matcher(text).results().map(match -> match.group());
    }

    private static Places places(Path file, String text) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            return new Places(unit, Trees.instance(task).getSourcePositions(), text);
        }
    }
}
