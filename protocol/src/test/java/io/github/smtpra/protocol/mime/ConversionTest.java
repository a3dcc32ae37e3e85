package io.github.smtpra.protocol.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.data.ContentForm.Header;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages of each kind (CLI-013, CLI-016, CLI-017, CLI-018, CLI-085). */
class ConversionTest {
    private static final ContentForm SEVEN_BIT = new ContentForm(BodyType.SEVEN_BIT, Header.ASCII);
    private static final ContentForm EIGHT_BIT = new ContentForm(BodyType.EIGHT_BIT_MIME, Header.ANY);

    private static String message(String text) {
        return text.replace("\n", "\r\n");
    }

    // CLI-016: text stays readable.
    @Test
    void text_becomes_quoted_printable() throws UnfitException {
        String mail = message("""
                Subject: hi
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                na\u00efve = caf\u00e9 and so on, with a line that is longer than seventy-six characters
                end of line blank\s
                """);

        assertThat(Converted.to(SEVEN_BIT, mail)).isEqualTo(message("""
                Subject: hi
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                na=EFve =3D caf=E9 and so on, with a line that is longer than seventy-six c=
                haracters
                end of line blank=20
                """));
    }

    // CLI-016: what is no text, and text that is mostly not in US-ASCII.
    @Test
    void all_else_becomes_base64() throws UnfitException {
        String body = "\u00e9".repeat(60) + "\r\n";
        String mail = "MIME-Version: 1.0\r\nContent-Type: application/x-thing\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n" + body;
        String converted = Converted.to(SEVEN_BIT, mail);

        assertThat(converted).contains("Content-Transfer-Encoding: base64\r\n");
        assertThat(Base64.getMimeDecoder().decode(converted.substring(converted.indexOf("\r\n\r\n") + 4)))
                .isEqualTo(body.getBytes(ISO_8859_1));
        assertThat(Converted.to(SEVEN_BIT, mail.replace("application/x-thing", "text/plain; charset=koi8-r")))
                .contains("Content-Transfer-Encoding: base64\r\n");
    }

    // CLI-016, RFC 1428
    @Test
    void a_message_without_mime_that_is_hardly_in_us_ascii_says_so() throws UnfitException {
        assertThat(Converted.to(SEVEN_BIT, "Subject: hi\r\n\r\n" + "\u00e9".repeat(60) + "\r\n"))
                .contains("Content-Type: text/plain; charset=unknown-8bit\r\nContent-Transfer-Encoding: base64\r\n");
    }

    // CLI-016, RFC 1428: a mail that does not say what it is.
    @Test
    void a_message_without_mime_gets_the_fields_that_it_needs() throws UnfitException {
        assertThat(Converted.to(SEVEN_BIT, "Subject: hi\r\n\r\ncaf\u00e9\r\n")).isEqualTo(message("""
                        Subject: hi
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=unknown-8bit
                        Content-Transfer-Encoding: quoted-printable

                        caf=E9
                        """));
        assertThat(Converted.to(SEVEN_BIT, "Subject: hi\r\n\r\n" + "x".repeat(999) + "\r\n"))
                .startsWith("Subject: hi\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    }

    // CLI-016: each part for itself; RFC 2045 §6.4: the label of the whole follows.
    @Test
    void parts_are_converted_one_by_one() throws UnfitException {
        String mail = message("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b 1"
                Content-Transfer-Encoding: 8bit

                pr\u00e9amble
                --b 1
                Content-Type: text/plain

                plain
                --b 1
                Content-Type: multipart/alternative; boundary=b2

                --b2
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                <p>\u00c3\u00a9 and enough letters around it
                --b2--
                --b 1
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                AAAA
                --b 1-- \n\
                epilogu\u00e9
                """);

        assertThat(Converted.to(SEVEN_BIT, mail)).isEqualTo(message("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b 1"
                Content-Transfer-Encoding: 7bit

                pr?amble
                --b 1
                Content-Type: text/plain

                plain
                --b 1
                Content-Type: multipart/alternative; boundary=b2

                --b2
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>=C3=A9 and enough letters around it
                --b2--
                --b 1
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                AAAA
                --b 1-- \n\
                epilogu?
                """));
    }

    // CLI-016, DSN-006: a report with the whole of an 8-bit mail.
    @Test
    void a_message_within_a_message_is_converted_where_its_text_is() throws UnfitException {
        String mail = message("""
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=r
                Content-Transfer-Encoding: 8bit

                --r
                Content-Type: message/delivery-status

                Action: failed
                --r
                Content-Type: message/rfc822
                Content-Transfer-Encoding: 8bit

                Subject: original
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                \u00c3\u00a9t\u00c3\u00a9 was a long and warm summer here
                --r--
                """);
        String converted = Converted.to(SEVEN_BIT, mail);

        assertThat(converted).doesNotContain("8bit").contains(message("""
                        Content-Type: message/rfc822
                        Content-Transfer-Encoding: 7bit

                        Subject: original
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable
                        MIME-Version: 1.0

                        =C3=A9t=C3=A9 was a long and warm summer here
                        --r--
                        """));
    }

    // CLI-016, MSG-016: never within what was signed.
    @ParameterizedTest
    @ValueSource(strings = {"multipart/signed", "multipart/encrypted"})
    void a_sealed_part_is_never_changed(String type) throws UnfitException {
        String mail = "MIME-Version: 1.0\r\nContent-Type: " + type + "; boundary=b\r\n\r\n--b\r\n\r\n%s\r\n--b--\r\n";

        assertThat(Converted.to(SEVEN_BIT, mail.formatted("plain  "))).isEqualTo(mail.formatted("plain  "));
        assertThat(catchThrowableOfType(
                                UnfitException.class, () -> Converted.to(SEVEN_BIT, mail.formatted("caf\u00e9")))
                        .status())
                .hasToString("5.6.3");
        assertThat(Converted.to(EIGHT_BIT, mail.formatted("caf\u00e9"))).isEqualTo(mail.formatted("caf\u00e9"));
        assertThat(catchThrowableOfType(
                                UnfitException.class, () -> Converted.to(EIGHT_BIT, mail.formatted("x".repeat(999))))
                        .status())
                .hasToString("5.6.1");
    }

    // CLI-013: lines that are too long, in base64, in quoted-printable and in the clear.
    @Test
    void long_lines_are_broken_where_nobody_sees_it() throws UnfitException {
        String head = "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: ";

        assertThat(Converted.to(EIGHT_BIT, head + "base64\r\n\r\n" + "QUJD".repeat(500) + "\r\n"))
                .startsWith(head + "base64\r\n\r\n" + "QUJD".repeat(19) + "\r\n" + "QUJD".repeat(19) + "\r\n");
        assertThat(Converted.to(EIGHT_BIT, head + "quoted-printable\r\n\r\n" + "a=3Db".repeat(300) + "=\r\nend\r\n"))
                .startsWith(head + "quoted-printable\r\n\r\n" + "a=3Db".repeat(15) + "=\r\na=3Db")
                .endsWith("a=3Db=\r\nend\r\n");
        assertThat(Converted.to(EIGHT_BIT, head + "8bit\r\n\r\n" + "\u00e9 and text".repeat(100) + "\r\n"))
                .startsWith(head + "quoted-printable\r\n\r\n=E9 and text=E9");
    }

    // CLI-013: header fields are folded at blanks, and reported where there are none.
    @Test
    void long_header_lines_are_folded() throws UnfitException {
        String words = "word ".repeat(300) + "end";

        assertThat(Converted.to(EIGHT_BIT, "Subject: " + words + "\r\n\r\nx\r\n"))
                .isEqualTo("Subject: " + words.substring(0, 989) + "\r\n" + words.substring(989) + "\r\n\r\nx\r\n");
        assertThat(catchThrowableOfType(
                                UnfitException.class,
                                () -> Converted.to(EIGHT_BIT, "X: " + "x".repeat(999) + "\r\n\r\nx\r\n"))
                        .status())
                .hasToString("5.6.0");
    }

    // CLI-018: a header in UTF-8 can not be anything else; CLI-016: nor one that nobody has named.
    @Test
    void a_header_that_is_not_in_ascii_is_reported() {
        ContentForm noUtf8 = new ContentForm(BodyType.EIGHT_BIT_MIME, Header.ASCII_OR_INTERNATIONAL);

        assertThat(catchThrowableOfType(
                                UnfitException.class, () -> Converted.to(noUtf8, "Subject: \u00c3\u00a9\r\n\r\nx\r\n"))
                        .status())
                .hasToString("5.6.9");
        assertThat(catchThrowableOfType(
                                UnfitException.class, () -> Converted.to(SEVEN_BIT, "Subject: \u00e9\r\n\r\nx\r\n"))
                        .status())
                .hasToString("5.6.3");
    }

    // CLI-085: a header in ASCII over a body in UTF-8 is all that such a peer needs.
    @Test
    void nothing_is_changed_that_need_not_be() throws UnfitException {
        String mail = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n \u00c3\u00a9  \r\n\r\n";

        assertThat(Converted.to(new ContentForm(BodyType.EIGHT_BIT_MIME, Header.ASCII_OR_INTERNATIONAL), mail))
                .isEqualTo(mail);
    }

    // CLI-017: NUL, bare CR and bare LF.
    @Test
    void binary_content_becomes_base64() throws UnfitException {
        String body = "a\0b\rc\nd\r\n";
        String mail = "MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Transfer-Encoding: binary\r\n\r\n" + body;
        String converted = Converted.to(EIGHT_BIT, mail);

        assertThat(converted).contains("Content-Transfer-Encoding: base64");
        assertThat(Base64.getMimeDecoder().decode(converted.substring(converted.indexOf("\r\n\r\n") + 4)))
                .isEqualTo(body.getBytes(ISO_8859_1));
    }

    @Test
    void other_messages_within_are_never_encoded() {
        String mail = "Content-Type: message/delivery-status\r\n\r\ncaf\u00e9\r\n";

        assertThatThrownBy(() -> Converted.to(SEVEN_BIT, mail)).isInstanceOf(UnfitException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "x",
                "Subject: x",
                "Subject: x\r\n",
                "Subject: x\r\n\r\n",
                "Subject: x\r\n\r\n\r",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: y\r\n--b\r\n\r\n--b--x\r\n--b--\r\nz",
                "Content-Type: multipart/mixed\r\n\r\n--b\r\n",
                "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n",
                "Content-Type: message/rfc822\r\n\r\n",
                "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nA: b\r\n\r\nc\r\n--b--\r\n",
                "no header at all\r\n folded\r\n\r\nx\r\n"
            })
    void what_is_broken_or_empty_passes_unchanged(String mail) throws UnfitException {
        assertThat(Converted.to(new ContentForm(BodyType.BINARY_MIME, Header.ANY), mail))
                .isEqualTo(mail);
        assertThat(Converted.to(EIGHT_BIT, mail, 1))
                .isEqualTo(mail.endsWith("\r") ? Converted.to(EIGHT_BIT, mail) : mail);
    }
}
