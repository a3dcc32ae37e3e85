package io.github.smtpra.outbox.store;

import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.outbox.ReturnToken;
import io.github.smtpra.outbox.content.NewMail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What senders want to be told by reports, in columns; null where nothing is wanted. */
final class WishColumns {
    static final String NAMES = "reports, correlation, channel, return_token, sender_path";

    /** One of {@link #values} for each of {@link #NAMES}. */
    static final String PLACES = "?, ?, ?, ?, ?";

    private WishColumns() {}

    static @Nullable Object[] values(NewMail mail) {
        Optional<ReturnToken> token = mail.sending().token();
        return new @Nullable Object[] {
            mail.options()
                    .reports()
                    .filter(wanted -> wanted != WantedReports.NONE)
                    .map(WantedReports::word)
                    .orElse(null),
            mail.options().correlation().orElse(null),
            mail.options().reportChannel().orElse(null),
            token.map(ReturnToken::value).orElse(null),
            token.map(each -> each.sender().text()).orElse(null)
        };
    }
}
