package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import dev.preflight.report.Report;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Directories and mail servers, logged in to. */
class LoggedInConnectionsTest {
    private static GreenMail mail;
    private static InMemoryDirectoryServer directory;

    private final ApplicationContextRunner ldap = Contexts.with("Ldap");
    private final ApplicationContextRunner smtp = Contexts.with("MailSender", "Ssl");

    @BeforeAll
    static void start() throws LDAPException, LDIFException {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("app@shop.example", "app", "tr0mbone-solo");
        mail.start();
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=shop,dc=example");
        config.addAdditionalBindCredentials("cn=app,dc=shop,dc=example", "tr0mbone-solo");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=shop,dc=example", "objectClass: domain", "dc: shop");
        directory.startListening();
    }

    @AfterAll
    static void stop() {
        mail.stop();
        directory.shutDown(true);
    }

    private ApplicationContextRunner ldap(int port, String base, String password) {
        return ldap.withPropertyValues(
                "spring.ldap.urls=ldap://127.0.0.1:" + port,
                "spring.ldap.base=" + base,
                "spring.ldap.username=cn=app,dc=shop,dc=example",
                "spring.ldap.password=" + password);
    }

    @Test
    void directoryTakesTheLoginAndHasTheBase() {
        int port = directory.getListenPort();

        assertThat(verdicts(ldap(port, "dc=shop,dc=example", "tr0mbone-solo"))).containsExactly("PASSED ldap");
        assertThat(verdicts(ldap(port, "dc=mall,dc=example", "tr0mbone-solo")))
                .containsExactly("FAILED ldap backend.database");
        assertThat(verdicts(ldap(closedPort(), "dc=shop,dc=example", "tr0mbone-solo")))
                .containsExactly("FAILED ldap backend.refused");
        Report report = report(ldap(port, "dc=shop,dc=example", "clarinet-duo"));
        assertThat(report.toString())
                .contains("[backend.login]", "spring.ldap.username (test), spring.ldap.password (test)")
                .doesNotContain("clarinet");
    }

    @Test
    void oneOfSeveralDirectoriesIsEnough() {
        assertThat(verdicts(ldap(1, "dc=shop,dc=example", "tr0mbone-solo")
                        .withPropertyValues("spring.ldap.urls=ldap://127.0.0.1:" + directory.getListenPort()
                                + ",ldap://127.0.0.1:" + closedPort())))
                .containsExactly("PASSED ldap backend.refused");
    }

    @Test
    void directoryInThisProcessNeedsNoCheck() {
        assertThat(verdicts(Contexts.with("Ldap", "EmbeddedLdap")
                        .withPropertyValues("spring.ldap.embedded.base-dn=dc=shop,dc=example")))
                .isEmpty();
    }

    private ApplicationContextRunner smtp(int port, String password) {
        return smtp.withPropertyValues(
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + port,
                "spring.mail.username=app",
                "spring.mail.password=" + password);
    }

    @Test
    void mailServerTakesTheLogin() {
        int port = mail.getSmtp().getPort();

        assertThat(verdicts(smtp(port, "tr0mbone-solo"))).containsExactly("PASSED mail");
        assertThat(verdicts(smtp(closedPort(), "tr0mbone-solo"))).containsExactly("FAILED mail backend.refused");
        Report report = report(smtp(port, "clarinet-duo"));
        assertThat(report.toString()).contains("[backend.login]").doesNotContain("clarinet");
    }

    @Test
    void encryptionOfMailIsDemandedWhereThePropertiesDemandIt() {
        int port = mail.getSmtp().getPort();

        assertThat(verdicts(smtp(port, "tr0mbone-solo")
                        .withPropertyValues("spring.mail.properties[mail.smtp.starttls.required]=true")))
                .containsExactly("FAILED mail backend.no-tls");
        assertThat(verdicts(smtp(port, "tr0mbone-solo")
                        .withPropertyValues("spring.mail.properties[mail.smtp.ssl.enable]=true")))
                .containsExactly("FAILED mail backend.no-tls");
    }

    @Test
    void mailThatIsNoPartOfTheHealthIsAWarning() {
        assertThat(verdicts(
                        smtp(closedPort(), "tr0mbone-solo").withPropertyValues("management.health.mail.enabled=false")))
                .containsExactly("WARNED mail backend.refused");
    }

    @Test
    void mailThatIsNotConfiguredIsNotChecked() {
        assertThat(verdicts(smtp)).isEmpty();
    }
}
