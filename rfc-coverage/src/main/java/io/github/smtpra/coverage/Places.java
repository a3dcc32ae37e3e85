package io.github.smtpra.coverage;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types, methods and fields of one file, and which of them a comment belongs to. Immutable once made. */
final class Places {
    /** Something with a name, from its first to behind its last character. */
    private record Member(String name, @Nullable Member owner, Extent extent) {
        boolean contains(int offset) {
            return extent.start <= offset && offset < extent.end;
        }

        int length() {
            return extent.end - extent.start;
        }
    }

    private record Extent(int start, int end, boolean isType) {}

    private final String text;
    private final List<Member> members = new ArrayList<>();

    Places(CompilationUnitTree unit, SourcePositions positions, String text) {
        this.text = text;
        new Collector(unit, positions).scan(unit, null);
    }

    /** The name of what the comment at {@code offset} speaks of; empty for a file without types. */
    Optional<String> of(int offset) {
        return around(offset)
                .map(member -> nearest(member, offset))
                .or(() -> after(offset, null))
                .map(Member::name);
    }

    private Optional<Member> around(int offset) {
        return members.stream().filter(member -> member.contains(offset)).min(Comparator.comparing(Member::length));
    }

    /** Inside a type a comment speaks of what stands before it in its line, or of what comes next. */
    private Member nearest(Member around, int offset) {
        if (!around.extent.isType()) {
            return around;
        }
        return sameLine(offset, around).or(() -> after(offset, around)).orElse(around);
    }

    private Optional<Member> sameLine(int offset, Member owner) {
        int line = text.lastIndexOf('\n', offset);
        return members.stream()
                .filter(member ->
                        Objects.equals(member.owner, owner) && member.extent.end > line && member.extent.end <= offset)
                .max(Comparator.comparing(member -> member.extent.end));
    }

    private Optional<Member> after(int offset, @Nullable Member owner) {
        return members.stream()
                .filter(member -> Objects.equals(member.owner, owner) && member.extent.start >= offset)
                .min(Comparator.comparing(member -> member.extent.start));
    }

    /** Notes what has a name that a reader can look for; locals and lambdas belong to their method. */
    private final class Collector extends TreeScanner<@Nullable Void, @Nullable Member> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Collector(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Member owner) {
            if (type.getSimpleName().isEmpty()) {
                return null; // An anonymous class belongs to what makes it.
            }
            String name = type.getSimpleName().toString();
            return super.visitClass(type, note(type, owner == null ? name : owner.name + "." + name, owner));
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Member owner) {
            String type = owner == null ? "" : owner.name;
            String name = method.getName().contentEquals("<init>") ? "" : "." + method.getName();
            note(method, type + name + "()", owner);
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Member owner) {
            note(field, (owner == null ? "" : owner.name + ".") + field.getName(), owner);
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Member owner) {
            return null;
        }

        private Member note(Tree tree, String name, @Nullable Member owner) {
            int start = (int) positions.getStartPosition(unit, tree);
            int end = (int) positions.getEndPosition(unit, tree);
            Member member = new Member(name, owner, new Extent(start, end, tree instanceof ClassTree));
            members.add(member);
            return member;
        }
    }
}
