package io.github.smtpra.it.kill;

import io.github.smtpra.it.kill.desk.Desk;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR that the killed server runs: the RAR as it is shipped, and the desk. */
final class DeskArchive {
    static final String BINDING = """
            <jboss:ejb-jar xmlns:jboss="urn:jboss:jakartaee:1.0" xmlns="https://jakarta.ee/xml/ns/jakartaee"
                           xmlns:r="urn:resource-adapter-binding:2.0" version="4.0">
                <assembly-descriptor>
                    <r:resource-adapter-binding>
                        <ejb-name>*</ejb-name>
                        <r:resource-adapter-name>#smtp-ra.rar</r:resource-adapter-name>
                    </r:resource-adapter-binding>
                </assembly-descriptor>
            </jboss:ejb-jar>
            """;

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="desk">
                    <jta-data-source>java:jboss/datasources/HelpDeskXA</jta-data-source>
                    <properties>
                        <property name="hibernate.hbm2ddl.auto" value="update" />
                    </properties>
                </persistence-unit>
            </persistence>
            """;

    private DeskArchive() {}

    /** Writes it into {@code directory}. */
    static void exportTo(Path directory) {
        WebArchive web = ShrinkWrap.create(WebArchive.class, "desk.war")
                .addPackage(Desk.class.getPackage())
                .addAsWebInfResource(new StringAsset(BINDING), "jboss-ejb3.xml")
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml");
        Path rar = Path.of(Objects.requireNonNull(System.getProperty("it.rar")));
        ShrinkWrap.create(EnterpriseArchive.class, "desk.ear")
                .addAsModule(rar.toFile(), "smtp-ra.rar")
                .addAsModule(web)
                .as(ZipExporter.class)
                .exportTo(directory.resolve("desk.ear").toFile(), true);
    }
}
