package dev.preflight.backend;

import dev.preflight.Code;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Enumeration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Reads what TLS needs from files: certificates in PEM (RFC 7468), a client's certificate and key in PEM (PKCS #8,
 * RFC 5208) or PKCS #12 (RFC 7292).
 */
final class TlsMaterial {
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private TlsMaterial() {}

    static SSLContext context(TlsOptions options, TlsSeen seen, ProbeContext context)
            throws GeneralSecurityException, IOException {
        SSLContext ssl = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = options.trustManagers();
        if (trust == null) {
            trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(options.trust() == null ? null : authorities(TlsOptions.in(context, options.trust())));
        }
        TrustManager[] managers = trust.getTrustManagers();
        for (int i = 0; i < managers.length; i++) {
            if (managers[i] instanceof X509ExtendedTrustManager manager) {
                managers[i] = new WatchingTrustManager(manager, seen, options.verifying());
            }
        }
        X509ExtendedKeyManager keys = null;
        if (options.keyManagers() != null) {
            keys = keys(options.keyManagers());
        } else if (options.identity() != null) {
            keys = keys(options, context);
        }
        ssl.init(new KeyManager[] {new WatchingKeyManager(keys, seen)}, managers, null);
        return ssl;
    }

    private static KeyStore authorities(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int count = 0;
        for (Certificate certificate : certificates(read(pem), pem)) {
            store.setCertificateEntry("authority-" + count++, certificate);
        }
        if (count == 0) {
            throw unusable(pem, "it holds no certificate");
        }
        return store;
    }

    private static X509ExtendedKeyManager keys(TlsOptions options, ProbeContext context)
            throws GeneralSecurityException, IOException {
        Path file = TlsOptions.in(context, options.identity());
        byte[] content = read(file);
        String secret = options.password() == null ? "" : options.password().in(context);
        context.secret(secret);
        KeyStore store;
        if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
            store = empty();
            Certificate[] chain = certificates(content, file).toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw unusable(file, "it holds no certificate");
            }
            store.setKeyEntry("identity", privateKey(content, file), secret.toCharArray(), chain);
        } else {
            store = KeyStore.getInstance("PKCS12");
            try (InputStream in = new ByteArrayInputStream(content)) {
                store.load(in, secret.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                throw unusable(file, "it is no PKCS #12 file, or the password is another one");
            }
            requireKey(store, file);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(store, secret.toCharArray());
        } catch (GeneralSecurityException e) {
            throw unusable(file, "the key in it has another password than the file");
        }
        X509ExtendedKeyManager keys = keys(factory);
        if (keys == null) {
            throw unusable(file, "this runtime has no use for it");
        }
        return keys;
    }

    private static X509ExtendedKeyManager keys(KeyManagerFactory factory) {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager keys) {
                return keys;
            }
        }
        return null;
    }

    private static void requireKey(KeyStore store, Path file) throws GeneralSecurityException {
        for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
            if (store.isKeyEntry(aliases.nextElement())) {
                return;
            }
        }
        throw unusable(file, "it holds no key");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(byte[] content, Path file) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        StringBuilder certificates = new StringBuilder();
        for (int at = text.indexOf("-----BEGIN CERT"); at >= 0; at = text.indexOf("-----BEGIN CERT", at + 1)) {
            int end = text.indexOf("-----END CERTIFICATE-----", at);
            if (end < 0) {
                throw unusable(file, "a certificate in it has no end");
            }
            certificates.append(text, at, end).append("-----END CERTIFICATE-----\n");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw unusable(file, "a certificate in it cannot be read");
        }
    }

    private static PrivateKey privateKey(byte[] content, Path file) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < begin) {
            int other = text.indexOf(" PRIVATE KEY-----");
            throw unusable(
                    file,
                    other < 0
                            ? "it holds no key"
                            : "its key is not plain PKCS #8 (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nodes converts it");
        }
        String base64 = text.substring(begin + "-----BEGIN PRIVATE KEY-----".length(), end);
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unusable(file, "the key in it is not Base64");
        }
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // A key says which algorithm it is for, but only a factory of that one reads it.
                continue;
            }
        }
        throw unusable(file, "the key in it is neither RSA nor EC nor EdDSA");
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(1 << 20);
        } catch (NoSuchFileException e) {
            throw unusable(file, "it does not exist");
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    /** What is left of what can go wrong with keys and certificates, before anything is sent. */
    static RuntimeException unusable(GeneralSecurityException thrown, ProbeContext context) {
        return Problem.of(Code.TLS_MATERIAL, "the certificates or keys cannot be used")
                .fact("why", context.problem(thrown).facts().get(0).text())
                .fix("look at the trust store of this Java runtime, and at the files that the check is given")
                .asException();
    }

    private static RuntimeException unusable(Path file, String why) {
        return Problem.of(Code.TLS_MATERIAL, "a file of certificates or keys cannot be used")
                .found(file.toAbsolutePath() + ": " + why)
                .fix("ship the right file, readable by the user of this process")
                .asException();
    }
}
