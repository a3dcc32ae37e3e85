package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers questions, one at a time, each of what is committed when it starts. Safe for use by many threads. */
final class Reader implements AutoCloseable {
    private final Jobs<Question<?>> questions = new Jobs<>();
    private final StoreThread thread;

    Reader(String name, StoreThread.Opener opener) throws OutboxException {
        thread = StoreThread.start(name, questions, opener, this::answerAll);
    }

    private record Question<T>(Sql.Work<T> work, CompletableFuture<T> answer) {
        void answer(Sql sql) {
            try {
                sql.restore();
                answer.complete(work.run(sql));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    <T> T read(Sql.Work<T> work) throws OutboxException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(new Question<>(work, answer));
        return Jobs.await(answer);
    }

    private void answerAll(Sql sql) {
        List<Question<?>> next = questions.take(1);
        while (!next.isEmpty()) {
            next.get(0).answer(sql);
            next = questions.take(1);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
