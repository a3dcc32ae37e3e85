package io.github.smtpra.api;

/**
 * What a message-driven bean implements to get mail.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = {
 *     @ActivationConfigProperty(propertyName = "port", propertyValue = "2525"),
 *     @ActivationConfigProperty(propertyName = "recipients", propertyValue = "support@example.com")})
 * public class Support implements MailListener {
 *     public void onMail(InboundMail mail) throws MailRejectedException {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>The reply that the client hears to the end of its mail is the outcome of the bean's transaction:
 *
 * <table>
 * <caption>Outcome and reply</caption>
 * <tr><th>transaction</th><th>bean</th><th>reply</th></tr>
 * <tr><td>committed</td><td>returned</td><td>{@code 250 2.0.0}</td></tr>
 * <tr><td>committed</td><td>called {@link InboundMail#answer}</td><td>that reply</td></tr>
 * <tr><td>rolled back</td><td>threw {@link MailRejectedException}</td><td>the exception's reply</td></tr>
 * <tr><td>rolled back</td><td>was not called: the client may not call it</td><td>{@code 550 5.7.1}, or {@code 530 5.7.0} if
 * the client has not authenticated</td></tr>
 * <tr><td>rolled back</td><td>anything else</td><td>{@code 451 4.3.0}: the client tries again</td></tr>
 * </table>
 *
 * <p>Where the listener's users are those of the server ({@code authentication=container}), the caller of the bean is the user
 * who has authenticated, and {@code RolesAllowed} says who may send to it. In all other cases the caller is nobody.
 *
 * <p>The container calls each bean instance by one thread at a time.
 */
public interface MailListener {
    /**
     * Takes one mail, inside a container transaction.
     *
     * @param mail the mail, with those of its recipients that this bean serves; usable until this method returns
     * @throws MailRejectedException to refuse the mail with a reply of the bean's own; the transaction rolls back
     */
    void onMail(InboundMail mail) throws MailRejectedException;

    /**
     * Accepts a recipient by returning, or refuses it, at the time of its {@code RCPT} command: before any content is
     * sent. Called only where a bean overrides it, and only for recipients that its activation serves. No mail has
     * arrived yet, and none may follow.
     *
     * @param request the recipient, the sender and the session
     * @throws MailRejectedException to refuse this recipient; the client hears the exception's reply
     */
    default void onRecipient(RecipientRequest request) throws MailRejectedException {}
}
