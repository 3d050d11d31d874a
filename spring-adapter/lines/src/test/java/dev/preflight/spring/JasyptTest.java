package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.ulisesbocchio.jasyptspringboot.annotation.EnableEncryptableProperties;
import java.nio.file.Path;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.iv.RandomIvGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** With Jasypt every property source is another one, which decrypts what the application wrote. */
class JasyptTest {
    private static final String PASSWORD = "trombone-quartet";

    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory).with(Encrypted.class).argument("--jasypt.encryptor.password=" + PASSWORD);
    }

    private static String encrypted(String text, String password) {
        StandardPBEStringEncryptor encryptor = new StandardPBEStringEncryptor();
        encryptor.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        encryptor.setIvGenerator(new RandomIvGenerator());
        encryptor.setPassword(password);
        return "ENC(" + encryptor.encrypt(text) + ")";
    }

    @Test
    void placeholdersAreFoundWithFileAndLine() {
        boot.with(Annotated.class).file("application.yml", """
                orders:
                  url: https://${ORDERS_HOST}/
                  key: %s
                """.formatted(encrypted("hunter2hunter2", PASSWORD)));
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 2 failed in <time>")
                .contains("FAIL  placeholder ORDERS_HOST", "used    /application.yml:2: orders.url")
                .contains("used    annotated.properties: annotated.key");
    }

    @Test
    void valuesThatCanBeDecryptedAreNoMatter() {
        boot.with(Ledger.class)
                .file("application.yml", "ledger.key: " + encrypted("hunter2hunter2", PASSWORD))
                .argument("--preflight.env.LEDGER_KEY.matching=hunter2.*");
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean(Key.class).key()).isEqualTo("hunter2hunter2");
            assertThat(context.getBean(SelfCheck.class).report().orElseThrow().mayBoot())
                    .isTrue();
        }
    }

    @Test
    void valueThatCannotBeDecryptedIsAFindingOfItsOwn() {
        boot.with(Ledger.class)
                .with(Reading.class)
                .file("application.yml", "ledger.key: " + encrypted("hunter2hunter2", "another password"));
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 1 failed, 1 skipped in <time>

                FAIL  property ledger.key  cannot be decrypted  [config.invalid]
                      used    /application.yml:1
                      why     DecryptionException
                      fix     give the application the password that it was encrypted with (jasypt.encryptor.password), or encrypt it again

                SKIP  config ledger  needs property ledger.key""");
    }

    @Test
    void valueThatNothingReadsIsAWarningOnly() {
        boot.file("application.yml", "spring.mail.password: " + encrypted("hunter2hunter2", "another password"));
        assertThat(boot.text())
                .contains("WARN  property spring.mail.password  cannot be decrypted")
                .contains("doubt   nothing that this start makes reads spring.mail.password");
    }

    @Test
    void valueThatIsOverriddenIsNotJudged() {
        boot.with(Ledger.class)
                .file("application.yml", "ledger.key: " + encrypted("hunter2hunter2", "another password"))
                .argument("--ledger.key=plain");
        assertThat(boot.report()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableEncryptableProperties
    @Import(ValueTest.Strict.class)
    static class Encrypted {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:annotated.properties")
    static class Annotated {}

    @ConfigurationProperties("ledger")
    record Key(String key) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Key.class)
    static class Ledger {}

    @Configuration(proxyBeanMethods = false)
    static class Reading {
        @Value("${ledger.key}")
        String key;
    }
}
