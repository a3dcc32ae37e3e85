package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.SecurityContext;
import java.io.IOException;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/** Asks the server's directory something. Asked by the server's thread, as nobody; read after that has ended. */
final class DirectoryQuestion<T> extends SecurityContext {
    private static final long serialVersionUID = 1L;

    private final transient Asking<T> asking;
    private transient volatile Optional<T> answer = Optional.empty();
    private transient volatile @Nullable IOException failure;

    /** The question. */
    interface Asking<T> {
        Optional<T> of(Directory directory) throws IOException;
    }

    DirectoryQuestion(Asking<T> asking) {
        this.asking = asking;
    }

    @Override
    public void setupSecurityContext(CallbackHandler handler, Subject execution, @Nullable Subject service) {
        Callbacks.nobody(handler, execution);
        Optional<Directory> directory = Directory.of(execution);
        if (directory.isPresent()) {
            ask(directory.get());
        }
    }

    private void ask(Directory directory) {
        try {
            answer = asking.of(directory);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** The answer; empty also where there is no directory. */
    Optional<T> answer() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
