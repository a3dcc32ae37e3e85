package io.github.smtpra.rar;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of docs/architecture.md. Maven keeps those between modules, this those between packages. */
class ArchitectureTest {
    private static final String ROOT = "io.github.smtpra.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.smtpra");

    @Test
    void modules_depend_downwards() {
        ArchRule rule = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.smtpra..")
                .layer("api")
                .definedBy(ROOT + "api..")
                .layer("protocol")
                .definedBy(ROOT + "protocol..")
                .layer("outbox")
                .definedBy(ROOT + "outbox..")
                .layer("engine")
                .definedBy(ROOT + "engine..")
                .layer("rar")
                .definedBy(ROOT + "rar..")
                .whereLayer("rar")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("rar")
                .whereLayer("outbox")
                .mayOnlyBeAccessedByLayers("engine", "rar")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("engine", "rar");

        rule.check(CLASSES);
    }

    @Test
    void the_protocol_has_no_io_no_threads_no_clock() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "protocol..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net..",
                        "java.io",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "java.sql..",
                        "javax.net..",
                        "javax.naming..",
                        "javax.security..",
                        "jakarta.."))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class);

        rule.check(CLASSES);
    }

    @Test
    void server_and_client_do_not_know_each_other() {
        ArchRule rule = strangers("protocol.server", "protocol.client");

        rule.check(CLASSES);
    }

    @Test
    void listener_does_not_know_delivery() {
        ArchRule rule = strangers("engine.listener", "engine.delivery");

        rule.check(CLASSES);
    }

    @Test
    void inbound_does_not_know_outbound() {
        ArchRule rule = strangers("rar.inbound", "rar.outbound");

        rule.check(CLASSES);
    }

    @Test
    void client_does_not_know_the_server() {
        ArchRule rule = strangers("protocol.client", "protocol.server");

        rule.check(CLASSES);
    }

    @Test
    void delivery_does_not_know_the_listener() {
        ArchRule rule = strangers("engine.delivery", "engine.listener");

        rule.check(CLASSES);
    }

    @Test
    void outbound_does_not_know_inbound() {
        ArchRule rule = strangers("rar.outbound", "rar.inbound");

        rule.check(CLASSES);
    }

    @Test
    void the_outbox_knows_neither_wire_nor_connector() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "outbox..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "jakarta.."));

        rule.check(CLASSES);
    }

    @Test
    void the_words_of_smtp_stand_alone() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ROOT + "api.smtp")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "api.smtp"));

        rule.check(CLASSES);
    }

    /** The outbox is left out: its root is both what others see and the door to what is inside. */
    @ParameterizedTest
    @ValueSource(strings = {"protocol", "engine", "rar"})
    void no_package_depends_on_itself_in_a_circle(String module) {
        slices().matching(ROOT + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static ArchRule strangers(String one, String other) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + other + "..");
    }
}
