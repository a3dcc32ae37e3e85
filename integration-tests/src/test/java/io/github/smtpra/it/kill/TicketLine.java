package io.github.smtpra.it.kill;

/**
 * A ticket as the server shows it.
 *
 * @param subject of the mail
 * @param mail the mail's id
 * @param answer the answer's id
 */
record TicketLine(String subject, String mail, String answer) {
    static TicketLine parse(String line) {
        String[] parts = line.split("\t", -1);
        return new TicketLine(parts[0], parts[1], parts[2]);
    }
}
