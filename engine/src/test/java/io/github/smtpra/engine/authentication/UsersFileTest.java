package io.github.smtpra.engine.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.CramMd5;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final ClientFacts CLIENT = new ClientFacts(new InetSocketAddress(0), Optional.empty());
    private static final Answer ANN = new Answer.Accepted(new Identity("ann", Optional.of(Groups.NONE)));

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = write("# users", "", "ann:" + UserEntryTest.PENCIL);
    }

    private Path write(String... lines) throws IOException {
        return Files.write(directory.resolve("users"), List.of(lines));
    }

    private UsersFile users(Users.PlainText plainText) throws IOException {
        return new UsersFile(file, plainText, "key".getBytes(UTF_8));
    }

    private UsersFile users() throws IOException {
        return users(Users.PlainText.REFUSED);
    }

    private static Answer password(UsersFile users, String user, String password) {
        return users.answer(new Question.CheckPassword(user, new Secret(password)), CLIENT);
    }

    private static ScramVerifier verifier(UsersFile users, String user) {
        Answer answer = users.answer(new Question.FindVerifier(user, ScramHash.SHA_256), CLIENT);
        return ((Answer.Verifier) answer).verifier();
    }

    @Test
    void a_line_says_which_groups_a_user_is_in() throws IOException {
        write("ann:" + UserEntryTest.PENCIL, "ann:{GROUPS}keeper, clerk", "bob:{GROUPS}keeper");
        UsersFile users = users();
        Identity keeper = new Identity("ann", Optional.of(new Groups(Set.of("keeper", "clerk"))));

        assertThat(password(users, "ann", "pencil")).isEqualTo(new Answer.Accepted(keeper));
        assertThat(((Answer.Verifier) users.answer(new Question.FindVerifier("ann", ScramHash.SHA_256), CLIENT))
                        .identity())
                .isEqualTo(keeper);
        assertThat(password(users, "bob", "")).isEqualTo(new Answer.Rejected());
    }

    // SRV-210, SRV-211
    @Test
    void passwords_are_checked_against_the_verifier() throws IOException {
        UsersFile users = users();

        assertThat(password(users, "ann", "pencil")).isEqualTo(ANN);
        assertThat(password(users, "ann", "wrong")).isEqualTo(new Answer.Rejected());
        assertThat(password(users, "bob", "pencil")).isEqualTo(new Answer.Rejected());
    }

    // SRV-211: also after a restart, a name that nobody has looks like the others.
    @Test
    void a_name_that_nobody_has_gets_a_verifier_that_stays() throws IOException {
        ScramVerifier decoy = verifier(users(), "bob");

        assertThat(decoy).isEqualTo(verifier(users(), "bob")).isNotEqualTo(verifier(users(), "eve"));
        assertThat(decoy.iterations()).isEqualTo(verifier(users(), "ann").iterations());
        assertThat(decoy.salt()).hasSameSizeAs(verifier(users(), "ann").salt());
        assertThat(DecoyKey.in(directory)).isEqualTo(DecoyKey.in(directory)).hasSize(32);
    }

    @Test
    void a_change_is_seen() throws IOException {
        UsersFile users = users();
        write("bob:" + UserEntryTest.PENCIL, "ann:" + UserEntryTest.PENCIL);
        assertThat(password(users, "bob", "pencil")).isInstanceOf(Answer.Accepted.class);

        Files.delete(file);
        assertThat(password(users, "bob", "pencil")).isInstanceOf(Answer.Accepted.class);

        write("ann:" + UserEntryTest.PENCIL);
        assertThat(password(users, "bob", "pencil")).isEqualTo(new Answer.Rejected());
        assertThat(password(users, "ann", "pencil")).isEqualTo(ANN);
    }

    @Test
    void lines_that_are_wrong_are_left_out_by_number() {
        Users users = new Users(
                List.of(
                        "# comment",
                        "ann:" + UserEntryTest.PENCIL,
                        "nonsense",
                        "ann:" + UserEntryTest.PENCIL,
                        "bob:{PLAIN}pencil",
                        "eve:" + UserEntryTest.PENCIL),
                Users.PlainText.REFUSED);

        assertThat(users.badLines()).containsExactly(3, 4, 5);
        assertThat(users.size()).isEqualTo(2);
    }

    // SRV-225
    @Test
    void passwords_themselves_stand_there_only_for_cram_md5() throws IOException {
        write("ann:{PLAIN}pencil");
        Question digest = new Question.CheckDigest("ann", "<1@x>", CramMd5.digest(new Secret("pencil"), "<1@x>"));

        assertThat(users().kinds()).doesNotContain(Question.Kind.DIGEST);
        assertThat(password(users(), "ann", "pencil")).isEqualTo(new Answer.Rejected());
        assertThat(users(Users.PlainText.TAKEN).kinds()).contains(Question.Kind.DIGEST);
        assertThat(users(Users.PlainText.TAKEN).answer(digest, CLIENT)).isEqualTo(ANN);
        assertThat(password(users(Users.PlainText.TAKEN), "ann", "pencil")).isEqualTo(ANN);
        assertThat(users(Users.PlainText.TAKEN)
                        .answer(new Question.CheckDigest("nobody", "<1@x>", "0".repeat(32)), CLIENT))
                .isEqualTo(new Answer.Rejected());
    }

    // SRV-214: what no line serves is not offered.
    @Test
    void kinds_are_those_that_lines_are_there_for() throws IOException {
        assertThat(users().kinds()).containsExactlyInAnyOrder(Question.Kind.PASSWORD, Question.Kind.SCRAM_SHA_256);
    }
}
