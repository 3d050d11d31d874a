package dev.preflight.backend.wire;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.ServerProcess;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Tls;
import dev.preflight.backend.TlsServer;
import dev.preflight.backend.Verdicts;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of keys and certificates that do not fit, and what the JDK itself makes of them. */
class TlsMaterialTest {
    private static final String PASSWORD = "pw-of-the-key-file";
    private static final EnvVar<Path> IDENTITY = env("CLIENT_FILE").path();
    private static final EnvVar<Path> TRUST = env("TRUST_FILE").path();
    private static final EnvVar<String> SECRET = env("STORE_PASSWORD").secret();

    @TempDir
    static Path directory;

    private static TestAuthority root;
    private static TestAuthority between;
    private static TestAuthority.Identity client;
    private static TestAuthority.Identity stranger;
    private static String pem;

    @BeforeAll
    static void begin() throws IOException {
        root = new TestAuthority();
        between = root.intermediate();
        client = between.identity("client");
        stranger = root.identity("stranger");
        pem = root.pem(directory.resolve("ca.pem")).toString();
    }

    private static String key(PrivateKey key) {
        return written(new KeyToWrite(key, null));
    }

    /** A key to write, encrypted where there is a password. */
    private record KeyToWrite(PrivateKey key, String password) {}

    private static String written(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter out = new JcaPEMWriter(text)) {
            if (object instanceof KeyToWrite plain) {
                out.writeObject(new JcaPKCS8Generator(
                        plain.key,
                        plain.password == null
                                ? null
                                : new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                        .setProvider(new BouncyCastleProvider())
                                        .setPassword(plain.password.toCharArray())
                                        .build()));
            } else {
                out.writeObject(object);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static String certificates(X509Certificate... chain) {
        StringBuilder out = new StringBuilder();
        for (X509Certificate each : chain) {
            out.append(TestAuthority.pemOf(each));
        }
        return out.toString();
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Path store(String type, String name, KeyStore store) throws IOException, GeneralSecurityException {
        assertEquals(type, store.getType());
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static CheckResult last(Probe<?> check, Map<String, String> environment) {
        Report report = Verdicts.report(check, environment);
        return report.results().get(report.results().size() - 1);
    }

    /** The problem of a client's file, where nothing listens: what is wrong is found before. */
    private static Problem ofClient(Path file) throws IOException {
        int port = ServerProcess.freePort();
        Map<String, String> environment = Map.of("CLIENT_FILE", file.toString());
        Problem problem = last(tls("broker", "localhost", port).clientCertificate(IDENTITY), environment)
                .problems()
                .get(0);
        for (Probe<?> other : List.of(
                service("broker", "amqps://localhost:" + port).clientCertificate(IDENTITY),
                service("broker", "nats://localhost:" + port).clientCertificate(IDENTITY),
                service("broker", "kafka+ssl://localhost:1,localhost:2").clientCertificate(IDENTITY),
                http("broker", "https://localhost:" + port).clientCertificate(IDENTITY))) {
            assertEquals(problem, last(other, environment).problems().get(0));
        }
        assertEquals(Code.TLS_MATERIAL, problem.code(), problem::toString);
        assertEquals(file.toString(), Verdicts.fact("found", problem).split(": ")[0]);
        return problem;
    }

    private static String why(Problem problem) {
        String found = Verdicts.fact("found", problem);
        return found.substring(found.indexOf(": ") + 2);
    }

    @Test
    void keyThatDoesNotBelongToItsCertificateIsFoundBeforeConnecting() throws Exception {
        Problem problem = ofClient(
                file("mismatch.pem", certificates(client.certificate(), between.certificate()) + key(stranger.key())));

        assertEquals("a file of certificates or keys cannot be used", problem.summary());
        assertEquals("its key does not belong to its certificate CN=client", why(problem));
        assertEquals(
                "ship the key that the certificate was requested with, or the certificate that was issued for the key",
                Verdicts.fact("fix", problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void keysOfAllKindsAreHeldAgainstTheirCertificate(String algorithm) throws Exception {
        KeyPair other = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        KeyPair same = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        assertTrue(TlsIdentity.belongs(same.getPrivate(), same.getPublic()));
        assertFalse(TlsIdentity.belongs(other.getPrivate(), same.getPublic()));
        assertFalse(TlsIdentity.belongs(other.getPrivate(), client.certificate().getPublicKey()));
        assertTrue(TlsIdentity.belongs(client.key(), client.certificate().getPublicKey()));
        assertEquals(
                "its key does not belong to its certificate CN=client",
                why(ofClient(file("other.pem", certificates(client.certificate()) + key(other.getPrivate())))));
    }

    @Test
    void keyStoreAndKeyManagersWhoseKeyDoesNotFitAreFoundToo() throws Exception {
        KeyStore store = empty("PKCS12");
        store.setKeyEntry("x", stranger.key(), PASSWORD.toCharArray(), new Certificate[] {
            client.certificate(), between.certificate()
        });
        Path file = store("PKCS12", "mismatch.p12", store);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        Map<String, String> environment = Map.of("CLIENT_FILE", file.toString(), "STORE_PASSWORD", PASSWORD);

        Problem ofFile = last(service("broker", "amqps://localhost:1").clientCertificate(IDENTITY, SECRET), environment)
                .problems()
                .get(0);
        Problem ofManagers = Verdicts.assertFails(
                        Code.TLS_MATERIAL,
                        service("broker", "amqps://localhost:1").clientCertificate(managers))
                .problems()
                .get(0);

        assertEquals(file + ": the key does not belong to its certificate CN=client", Verdicts.fact("found", ofFile));
        assertEquals(
                "the key managers of the application: the key does not belong to its certificate CN=client",
                Verdicts.fact("found", ofManagers));
        // What the application would meet: the server cannot verify what was signed.
        try (TlsServer server = TlsServer.of(root.server(root.identity("localhost")))
                .protocols("TLSv1.2")
                .demanding()
                .start()) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), root.trustManagers().getTrustManagers(), null);
            try (Socket socket = context.getSocketFactory().createSocket("localhost", server.port())) {
                assertThrows(SSLException.class, ((SSLSocket) socket)::startHandshake);
            }
        }
    }

    @Test
    void oneOfTwoKeysThatDoesNotFitIsAWarning() throws Exception {
        KeyStore store = empty("PKCS12");
        char[] password = PASSWORD.toCharArray();
        store.setKeyEntry("right", stranger.key(), password, new Certificate[] {stranger.certificate()});
        store.setKeyEntry(
                "wrong", stranger.key(), password, new Certificate[] {client.certificate(), between.certificate()});
        Path file = store("PKCS12", "two.p12", store);
        try (TlsServer server =
                TlsServer.of(root.server(root.identity("localhost"))).start()) {
            CheckResult result = last(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY, SECRET),
                    Map.of("CLIENT_FILE", file.toString(), "STORE_PASSWORD", PASSWORD));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(
                    "a key does not belong to its certificate",
                    result.problems().get(0).summary());
        }
    }

    @Test
    void chainMustBeginWithTheCertificateOfTheKeyAndGoOnWithItsIssuers() throws Exception {
        String fix = "put the certificate of the key first, then the one that has issued it, and so on";
        Problem first = ofClient(
                file("first.pem", certificates(between.certificate(), client.certificate()) + key(client.key())));
        Problem last = ofClient(file(
                "last.pem",
                certificates(client.certificate(), root.certificate(), between.certificate()) + key(client.key())));
        Problem twice =
                ofClient(file("twice.pem", certificates(root.certificate(), root.certificate()) + key(client.key())));

        assertEquals("its certificates are in the wrong order: that of the key, CN=client, is number 2", why(first));
        assertEquals(fix, Verdicts.fact("fix", first));
        assertEquals(
                "its certificates are in the wrong order: number 2, CN=Test Authority, has not issued number 1, CN=client",
                why(last));
        assertEquals("its key does not belong to its certificate CN=Test Authority", why(twice));
        // The keystore that frameworks put the files into refuses them too.
        KeyStore store = empty("PKCS12");
        assertThrows(
                GeneralSecurityException.class,
                () -> store.setKeyEntry("x", client.key(), new char[0], new Certificate[] {
                    client.certificate(), root.certificate(), between.certificate()
                }));
    }

    @Test
    void wholeChainPasses() throws Exception {
        Path file = file(
                "chain.pem",
                key(client.key()) + certificates(client.certificate(), between.certificate(), root.certificate()));
        try (TlsServer server = TlsServer.of(root.server(root.identity("localhost")))
                .demanding()
                .start()) {
            CheckResult result = last(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY),
                    Map.of("CLIENT_FILE", file.toString()));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        }
    }

    @Test
    void keyInAnotherFormIsNamed() throws Exception {
        String certificate = certificates(client.certificate(), between.certificate());
        Problem encrypted =
                ofClient(file("encrypted.pem", certificate + written(new KeyToWrite(client.key(), PASSWORD))));
        Problem legacy = ofClient(file(
                "legacy.pem",
                certificate
                        + "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                        + "-----END EC PRIVATE KEY-----\n"));
        Problem openSsh = ofClient(file(
                "openssh.pem",
                certificate + "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"));
        Problem request = ofClient(file("request.pem", request() + key(client.key())));

        assertEquals("its key is encrypted", why(encrypted));
        assertEquals(
                "decrypt it: openssl pkcs8 -topk8 -nodes -in encrypted.pem; one that begins with BEGIN ENCRYPTED PRIVATE"
                        + " KEY can be given with its password, as in clientCertificate(file, password)",
                Verdicts.fact("fix", encrypted));
        assertEquals("its key is encrypted", why(legacy));
        assertEquals("its key is in the form of OpenSSH", why(openSsh));
        assertEquals("convert it: ssh-keygen -p -m PKCS8 -f openssh.pem", Verdicts.fact("fix", openSsh));
        assertEquals("it holds a request for a certificate (CSR), and no certificate", why(request));
        assertEquals(
                "put in the certificate that the authority has issued for the request", Verdicts.fact("fix", request));
    }

    private static String request() throws Exception {
        return written(new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=client"), client.certificate().getPublicKey())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(client.key())));
    }

    @Test
    void encryptedKeyIsReadWithItsPassword() throws Exception {
        Path file = file(
                "encrypted2.pem",
                certificates(client.certificate(), between.certificate())
                        + written(new KeyToWrite(client.key(), PASSWORD)));
        try (TlsServer server = TlsServer.of(root.server(root.identity("localhost")))
                .demanding()
                .start()) {
            Tls check = tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY, SECRET);
            CheckResult right = last(check, Map.of("CLIENT_FILE", file.toString(), "STORE_PASSWORD", PASSWORD));
            CheckResult wrong = last(check, Map.of("CLIENT_FILE", file.toString(), "STORE_PASSWORD", "another-one"));

            assertEquals(Outcome.PASSED, right.outcome(), () -> "problems: " + right.problems());
            assertEquals(
                    "its key is encrypted, and with another password, or in a way that this runtime does not know",
                    why(wrong.problems().get(0)));
        }
    }

    /** The problem of a file of authorities. */
    private static Problem ofTrust(String content, String fileName) throws IOException {
        return ofTrust(file(fileName, content));
    }

    private static Problem ofTrust(Path file) throws IOException {
        try (TlsServer server =
                TlsServer.of(root.server(root.identity("localhost"))).start()) {
            return Verdicts.assertFails(
                            Code.TLS_MATERIAL,
                            tls("broker", "localhost", server.port()).trusting(file.toString()))
                    .problems()
                    .get(0);
        }
    }

    @Test
    void whatIsNoFileOfAuthoritiesIsNamed() throws Exception {
        KeyStore jks = empty("JKS");
        jks.setCertificateEntry("root", root.certificate());
        KeyStore pkcs12 = empty("PKCS12");
        pkcs12.setCertificateEntry("root", root.certificate());
        Path der = Files.write(directory.resolve("ca.der"), root.certificate().getEncoded());

        Problem ofJks = ofTrust(store("JKS", "trust.jks", jks));
        assertEquals("it is a keystore (JKS), and certificates in PEM are expected", why(ofJks));
        assertEquals(
                "give its password too, as in trusting(file, password), or export the certificates:"
                        + " keytool -exportcert -rfc -keystore trust.jks",
                Verdicts.fact("fix", ofJks));
        assertEquals(
                "it is a keystore (PKCS #12), and certificates in PEM are expected",
                why(ofTrust(store("PKCS12", "trust.p12", pkcs12))));
        assertEquals("it is in DER, and PEM is expected", why(ofTrust(der)));
        assertEquals("convert it: openssl x509 -inform der -in ca.der", Verdicts.fact("fix", ofTrust(der)));
        assertEquals(
                "it holds a request for a certificate (CSR), and no certificate", why(ofTrust(request(), "csr.pem")));
        assertEquals("it holds no certificate", why(ofTrust(key(client.key()), "key-only.pem")));
        assertEquals(
                "put the certificate in; there is only a key",
                Verdicts.fact("fix", ofTrust(key(client.key()), "key-only.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void keyStoreOfAuthoritiesIsTrustedWithItsPassword(String type) throws Exception {
        KeyStore store = empty(type);
        store.setCertificateEntry("root", root.certificate());
        Path file = store(type, "trusted." + type, store);
        Map<String, String> environment = Map.of("TRUST_FILE", file.toString(), "STORE_PASSWORD", PASSWORD);
        Map<String, String> wrong = Map.of("TRUST_FILE", file.toString(), "STORE_PASSWORD", "another-one");
        try (TlsServer server =
                        TlsServer.of(root.server(root.identity("localhost"))).start();
                TlsServer unknown = TlsServer.of(root.server(TestAuthority.selfSigned("localhost")))
                        .start()) {
            Tls check = tls("broker", "localhost", server.port());
            for (Probe<?> each : List.of(
                    check.trusting(TRUST, SECRET),
                    check.trusting(file.toString(), SECRET),
                    service("broker", "tls://localhost:" + server.port()).trusting(TRUST, SECRET),
                    service("broker", "tls://localhost:" + server.port()).trusting(file.toString(), SECRET))) {
                CheckResult result = last(each, environment);

                assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
                assertEquals(
                        "it has another password",
                        why(last(each, wrong).problems().get(0)));
            }
            assertEquals(
                    Code.TLS_UNTRUSTED,
                    last(tls("broker", "localhost", unknown.port()).trusting(TRUST, SECRET), environment)
                            .problems()
                            .get(0)
                            .code());
        }
    }

    @Test
    void keyStoreThatJavaTrustsNothingOfIsNamed() throws Exception {
        // As openssl writes it, which does not say that anybody trusts it.
        PKCS12PfxPduBuilder foreign = new PKCS12PfxPduBuilder();
        foreign.addData(new JcaPKCS12SafeBagBuilder(root.certificate()).build());
        Path file = Files.write(
                directory.resolve("foreign.p12"),
                foreign.build(
                                new JcePKCS12MacCalculatorBuilder().setProvider(new BouncyCastleProvider()),
                                PASSWORD.toCharArray())
                        .getEncoded("DER"));
        try (TlsServer server =
                TlsServer.of(root.server(root.identity("localhost"))).start()) {
            Tls check = tls("broker", "localhost", server.port()).trusting(TRUST, SECRET);

            assertEquals(
                    "it holds no certificate that Java trusts",
                    why(last(check, Map.of("TRUST_FILE", file.toString(), "STORE_PASSWORD", PASSWORD))
                            .problems()
                            .get(0)));
            assertEquals(
                    "it is in PEM, and a keystore is expected",
                    why(last(check, Map.of("TRUST_FILE", pem, "STORE_PASSWORD", PASSWORD))
                            .problems()
                            .get(0)));
            assertEquals(
                    "it is no keystore in PKCS #12 or JKS, or the password is another one",
                    why(last(
                                    check,
                                    Map.of(
                                            "TRUST_FILE",
                                            file("garbage.p12", "garbage").toString(),
                                            "STORE_PASSWORD",
                                            PASSWORD))
                            .problems()
                            .get(0)));
        }
    }

    /** TLS for a server that shows some certificates. */
    private static SSLContext showing(TestAuthority.Identity identity, Certificate... chain)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty("PKCS12");
        store.setKeyEntry("x", identity.key(), PASSWORD.toCharArray(), chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void intermediateThatTheServerDoesNotSendIsNamed() throws Exception {
        TestAuthority.Identity identity = between.identity("localhost");
        try (TlsServer whole = TlsServer.of(showing(identity, identity.certificate(), between.certificate()))
                        .start();
                TlsServer alone =
                        TlsServer.of(showing(identity, identity.certificate())).start()) {
            Verdicts.assertPasses(tls("broker", "localhost", whole.port()).trusting(pem));
            Problem problem = Verdicts.assertFails(
                    Code.TLS_UNTRUSTED,
                    "the certificate is not trusted",
                    "let the server send its intermediate certificates too, that of CN=Test Intermediate,"
                            + " or trust the certificate authority that signed it",
                    tls("broker", "localhost", alone.port()).trusting(pem));

            assertEquals("its own certificate alone, not that of CN=Test Intermediate", Verdicts.fact("sent", problem));
            // One that is trusted itself needs no issuer.
            Path trusted = file("between.pem", certificates(between.certificate()));
            Verdicts.assertPasses(tls("broker", "localhost", alone.port()).trusting(trusted.toString()));
        }
    }
}
