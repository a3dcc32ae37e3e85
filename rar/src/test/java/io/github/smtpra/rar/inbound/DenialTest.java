package io.github.smtpra.rar.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBTransactionRolledbackException;
import org.junit.jupiter.api.Test;

/** What a container throws at an adapter. */
class DenialTest {
    @Test
    void a_caller_who_may_not_call_the_bean_is_denied() {
        assertThat(Denial.is(new EJBAccessException("not allowed"))).isTrue();
        assertThat(Denial.is(new EJBAccessException("not allowed") {
                    private static final long serialVersionUID = 1L;
                }))
                .isTrue();
        assertThat(Denial.is(new AccessLocalException("not allowed"))).isTrue();
    }

    @Test
    void a_bean_that_lets_the_denial_of_another_through_has_failed() {
        Exception inside = new EJBAccessException("not allowed");
        assertThat(Denial.is(new EJBTransactionRolledbackException("rolled back", inside)))
                .isFalse();
    }
}
