package dev.preflight.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests, with certificates that are right or wrong in one way. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyPair keys = keys();
    private final String name;
    private final X509Certificate certificate;

    public TestAuthority() {
        this("CN=Test Authority");
    }

    private TestAuthority(String name) {
        this.name = name;
        Instant now = Instant.now();
        certificate = sign(
                name,
                name,
                keys,
                keys.getPrivate(),
                true,
                now.minus(Duration.ofDays(3650)),
                now.plus(Duration.ofDays(3650)));
    }

    /** One below another, whose certificate is signed by that. */
    private TestAuthority(String name, TestAuthority above) {
        this.name = name;
        Instant now = Instant.now();
        certificate = sign(
                name,
                above.name,
                keys,
                above.keys.getPrivate(),
                true,
                now.minus(Duration.ofDays(365)),
                now.plus(Duration.ofDays(365)));
    }

    /** An authority below this one, an intermediate. */
    public TestAuthority intermediate() {
        return new TestAuthority("CN=Test Intermediate", this);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A certificate and its key. */
    public record Identity(X509Certificate certificate, PrivateKey key) {
        /** Certificate and key in PEM. */
        public Path pem(Path file) throws IOException {
            return Files.writeString(
                    file, encoded("CERTIFICATE", bytes(certificate)) + encoded("PRIVATE KEY", key.getEncoded()));
        }

        public Path certificatePem(Path file) throws IOException {
            return Files.writeString(file, encoded("CERTIFICATE", bytes(certificate)));
        }

        public Path keyPem(Path file) throws IOException {
            return Files.writeString(file, encoded("PRIVATE KEY", key.getEncoded()));
        }

        /** Certificate and key in PKCS #12. */
        public Path pkcs12(Path file, String password) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                keyStore(password).store(out, password.toCharArray());
                return file;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public KeyStore keyStore(String password) {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("identity", key, password.toCharArray(), new Certificate[] {certificate});
                return store;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A certificate that is right for a host. */
    public Identity identity(String host) {
        Instant now = Instant.now();
        return identity(host, now.minus(Duration.ofDays(30)), now.plus(Duration.ofDays(365)));
    }

    /** A certificate for a host and some time. */
    public Identity identity(String host, Instant from, Instant until) {
        KeyPair own = keys();
        return new Identity(sign("CN=" + host, name, own, keys.getPrivate(), false, from, until), own.getPrivate());
    }

    /** A certificate that nobody but itself has signed. */
    public static Identity selfSigned(String host) {
        Instant now = Instant.now();
        KeyPair own = keys();
        String name = "CN=" + host;
        return new Identity(
                sign(name, name, own, own.getPrivate(), false, now.minus(DAY), now.plus(DAY)), own.getPrivate());
    }

    /** The certificate of the authority in PEM. */
    public Path pem(Path file) throws IOException {
        return Files.writeString(file, encoded("CERTIFICATE", bytes(certificate)));
    }

    /** TLS for a server; with clients' certificates from this authority if they are wanted. */
    public SSLContext server(Identity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(identity).getKeyManagers(), trustManagers().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS for a client that trusts this authority alone. */
    public SSLContext client() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who shows a certificate, as an application has it. */
    static KeyManagerFactory keyManagers(Identity identity) {
        try {
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(identity.keyStore(new String(PASSWORD)), PASSWORD);
            return keyManagers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who trusts this authority alone, as an application has it. */
    public TrustManagerFactory trustManagers() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            String subject, String issuer, KeyPair own, PrivateKey signer, boolean ca, Instant from, Instant until) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (!ca) {
                String host = subject.substring("CN=".length());
                int type = Character.isDigit(host.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, host)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate in PEM. */
    public static String pemOf(X509Certificate certificate) {
        return encoded("CERTIFICATE", bytes(certificate));
    }

    private static String encoded(String type, byte... bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type
                + "-----\n";
    }
}
