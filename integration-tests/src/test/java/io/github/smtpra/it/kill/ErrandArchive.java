package io.github.smtpra.it.kill;

import io.github.smtpra.it.kill.errand.Errands;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR of the long run: the RAR as it is shipped, the errands, and a database that writes at each commit. */
final class ErrandArchive {
    /** H2 writes half a second later by default: a killed server would then lose rows that were committed. */
    private static final String DATA_SOURCE = """
            <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                <xa-datasource jndi-name="java:jboss/datasources/Errands" pool-name="Errands" enabled="true">
                    <xa-datasource-property name="URL">jdbc:h2:file:%s;WRITE_DELAY=0</xa-datasource-property>
                    <driver>h2</driver>
                    <security>
                        <user-name>sa</user-name>
                        <password>sa</password>
                    </security>
                </xa-datasource>
            </datasources>
            """;

    private ErrandArchive() {}

    /** Writes it into {@code directory}; the database will be the file {@code database}. */
    static void exportTo(Path directory, Path database) {
        WebArchive web = ShrinkWrap.create(WebArchive.class, "errands.war")
                .addPackage(Errands.class.getPackage())
                .addAsWebInfResource(new StringAsset(DeskArchive.BINDING), "jboss-ejb3.xml")
                .addAsWebInfResource(new StringAsset(DATA_SOURCE.formatted(database)), "errands-ds.xml");
        Path rar = Path.of(Objects.requireNonNull(System.getProperty("it.rar")));
        ShrinkWrap.create(EnterpriseArchive.class, "errands.ear")
                .addAsModule(rar.toFile(), "smtp-ra.rar")
                .addAsModule(web)
                .as(ZipExporter.class)
                .exportTo(directory.resolve("errands.ear").toFile(), true);
    }
}
