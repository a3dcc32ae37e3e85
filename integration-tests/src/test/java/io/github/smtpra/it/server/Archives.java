package io.github.smtpra.it.server;

import io.github.smtpra.it.server.app.Copies;
import io.github.smtpra.it.server.app.Letter;
import io.github.smtpra.it.server.app.LettersServlet;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed: the adapter as it was built, and applications made of the tests' own classes. */
final class Archives {
    private static final String PAPERWORK = "io.github.smtpra.it.server.app.Paperwork";

    private Archives() {}

    /** An EAR with the adapter and these beans. */
    static EnterpriseArchive ear(String name, Class<?>... beans) {
        return ear(name, beans("beans.jar", beans).addAsManifestResource("server/jboss-ejb3.xml", "jboss-ejb3.xml"));
    }

    static EnterpriseArchive ear(String name, JavaArchive beans) {
        return ShrinkWrap.create(EnterpriseArchive.class, name)
                .addAsModule(rar(), "smtp-ra.rar")
                .addAsModule(beans);
    }

    /** An EAR with these beans and the adapter as an operator has configured it, with this descriptor. */
    static EnterpriseArchive earWithDescriptor(String name, String descriptor, Class<?>... beans) {
        JavaArchive jar = beans("beans.jar", beans).addAsManifestResource("server/jboss-ejb3.xml", "jboss-ejb3.xml");
        File target = new File(System.getProperty("it.directory", "target/it"), name + "/smtp-ra.rar");
        target.getParentFile().mkdirs();
        adapter()
                .addAsManifestResource(descriptor, "ironjacamar.xml")
                .as(ZipExporter.class)
                .exportTo(target, true);
        return ShrinkWrap.create(EnterpriseArchive.class, name)
                .addAsModule(target, "smtp-ra.rar")
                .addAsModule(jar);
    }

    /** Beans that keep letters, and a servlet that counts them; the adapter is with them. */
    static EnterpriseArchive earWithLetters(String name, Class<?>... beans) {
        return earWithLetters(name, "server/jboss-ejb3.xml", beans);
    }

    /** The same, in a security domain: that of applications, unless the system property it.applicationDomain is set. */
    static EnterpriseArchive earWithLettersInDomain(String name, Class<?>... beans) {
        return earWithLetters(name, "server/jboss-ejb3-domain.xml", beans);
    }

    private static EnterpriseArchive earWithLetters(String name, String descriptor, Class<?>... beans) {
        JavaArchive jar = beans("beans.jar", beans)
                .addAsManifestResource(descriptor, "jboss-ejb3.xml")
                .addAsManifestResource("server/ejb-jar.xml", "ejb-jar.xml")
                .addAsManifestResource("server/persistence.xml", "persistence.xml")
                .addClasses(Letter.class, Copies.class);
        WebArchive look = ShrinkWrap.create(WebArchive.class, "look.war").addClass(LettersServlet.class);
        return ear(name, jar).addAsModule(look);
    }

    static JavaArchive beans(String name, Class<?>... beans) {
        return ShrinkWrap.create(JavaArchive.class, name).addClasses(beans).addClass(PAPERWORK);
    }

    /** Beans that are deployed beside the adapter and not together with it. */
    static JavaArchive beansBesideAdapter(String name, Class<?>... beans) {
        return beans(name, beans)
                .addAsManifestResource("server/jboss-ejb3-standalone.xml", "jboss-ejb3.xml")
                .setManifest(new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.smtp-ra.rar\n"));
    }

    static ResourceAdapterArchive adapter() {
        return ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class, rar());
    }

    private static File rar() {
        return new File(System.getProperty("it.rar", "../rar/target/smtp-ra.rar"));
    }
}
