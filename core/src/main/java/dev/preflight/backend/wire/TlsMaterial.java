package dev.preflight.backend.wire;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Enumeration;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Reads what TLS needs from files: certificates in PEM (RFC 7468), a client's certificate and key in PEM (PKCS #8,
 * RFC 5208) or PKCS #12 (RFC 7292), and keystores of Java.
 */
public final class TlsMaterial {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private TlsMaterial() {}

    static SSLContext context(TlsOptions options, TlsSeen seen, ProbeContext context)
            throws GeneralSecurityException, IOException {
        SSLContext ssl = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = options.trustManagers();
        if (trust == null) {
            trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(options.trust() == null ? null : authorities(options, context));
        }
        seen.isTrustDeclared(options.hasTrust());
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
            keys = keys(factory(options, context));
        }
        ssl.init(new KeyManager[] {new WatchingKeyManager(keys, seen)}, managers, null);
        return ssl;
    }

    /**
     * Reads the certificate and the key that are to be shown, if any, so that what is wrong with them is found before
     * anything is connected to.
     *
     * @throws dev.preflight.problem.CheckFailedException if they cannot be used, or do not belong to each other
     */
    public static TlsOptions ready(TlsOptions options, ProbeContext context) throws IOException {
        if (!options.hasIdentity()) {
            return options;
        }
        try {
            KeyManagerFactory factory = options.keyManagers();
            String where = "the key managers of the application";
            if (factory == null) {
                factory = factory(options, context);
                where = TlsOptions.in(context, options.identity())
                        .toAbsolutePath()
                        .toString();
            }
            X509ExtendedKeyManager keys = keys(factory);
            if (keys != null) {
                TlsIdentity.require(keys, where, context);
            }
            return options.identifiedBy(factory);
        } catch (GeneralSecurityException e) {
            throw unusable(e, context);
        }
    }

    private static KeyStore authorities(TlsOptions options, ProbeContext context)
            throws GeneralSecurityException, IOException {
        TlsFile file = TlsFile.read(TlsOptions.in(context, options.trust()));
        if (options.trustPassword() != null) {
            return trustStore(file, options.trustPassword().in(context), context);
        }
        KeyStore store = empty();
        int count = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("authority-" + count++, certificate);
        }
        if (count == 0) {
            throw file.withoutCertificate();
        }
        return store;
    }

    private static KeyStore trustStore(TlsFile file, String secret, ProbeContext context)
            throws GeneralSecurityException {
        context.secret(secret);
        if (file.isPem()) {
            throw file.unusable(
                    "it is in PEM, and a keystore is expected", "leave the password out: trusting(file) reads PEM");
        }
        KeyStore store = KeyStore.getInstance(file.keyStoreType());
        try (InputStream in = new ByteArrayInputStream(file.content())) {
            store.load(in, secret.toCharArray());
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? file.unusable("it has another password", "correct the password, or ship the right file")
                    : file.unusable("it is no keystore in PKCS #12 or JKS, or the password is another one");
        }
        for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
            String alias = aliases.nextElement();
            if (store.isCertificateEntry(alias) || store.getCertificate(alias) != null) {
                return store;
            }
        }
        throw file.unusable(
                "it holds no certificate that Java trusts",
                "import the certificates with keytool -importcert; of those that openssl writes without"
                        + " -jdktrust anyExtendedKeyUsage Java trusts none");
    }

    private static KeyManagerFactory factory(TlsOptions options, ProbeContext context)
            throws GeneralSecurityException, IOException {
        TlsFile file = TlsFile.read(TlsOptions.in(context, options.identity()));
        String secret = options.password() == null ? "" : options.password().in(context);
        context.secret(secret);
        KeyStore store;
        if (file.isPem()) {
            store = empty();
            Certificate[] chain = certificates(file).toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw file.withoutCertificate();
            }
            PrivateKey key = privateKey(file, secret);
            TlsIdentity.require(file, key, chain);
            store.setKeyEntry("identity", key, secret.toCharArray(), chain);
        } else {
            store = KeyStore.getInstance(file.keyStoreType());
            try (InputStream in = new ByteArrayInputStream(file.content())) {
                store.load(in, secret.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                throw file.unusable("it is no PKCS #12 file, or the password is another one");
            }
            requireKey(store, file);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(store, secret.toCharArray());
        } catch (GeneralSecurityException e) {
            throw file.unusable("the key in it has another password than the file");
        }
        if (keys(factory) == null) {
            throw file.unusable("this runtime has no use for it");
        }
        return factory;
    }

    private static X509ExtendedKeyManager keys(KeyManagerFactory factory) {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager keys) {
                return keys;
            }
        }
        return null;
    }

    private static void requireKey(KeyStore store, TlsFile file) throws GeneralSecurityException {
        for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
            if (store.isKeyEntry(aliases.nextElement())) {
                return;
            }
        }
        throw file.unusable("it holds no key");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(TlsFile file) {
        String text = file.text();
        StringBuilder certificates = new StringBuilder();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int end = text.indexOf(END, at);
            if (end < 0) {
                throw file.unusable("a certificate in it has no end");
            }
            certificates.append(text, at, end).append(END).append('\n');
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw file.unusable("a certificate in it cannot be read");
        }
    }

    private static PrivateKey privateKey(TlsFile file, String secret) {
        byte[] encrypted = secret.isEmpty() ? null : block("ENCRYPTED PRIVATE KEY", file);
        byte[] encoded = encrypted == null ? block("PRIVATE KEY", file) : decrypted(encrypted, secret, file);
        if (encoded == null) {
            throw file.withoutKey();
        }
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // A key says which algorithm it is for, but only a factory of that one reads it.
                continue;
            }
        }
        throw file.unusable("the key in it is neither RSA nor EC nor EdDSA");
    }

    /** The bytes between the two lines of a label, null where there are none. */
    private static byte[] block(String label, TlsFile file) {
        String text = file.text();
        int begin = text.indexOf("-----BEGIN " + label + "-----");
        int end = text.indexOf("-----END " + label + "-----");
        if (begin < 0 || end < begin) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin + label.length() + 16, end));
        } catch (IllegalArgumentException e) {
            throw file.unusable("the key in it is not Base64");
        }
    }

    /** A key that is encrypted with a password (PKCS #8; PBES2 of RFC 8018, section 6.2). */
    private static byte[] decrypted(byte[] encrypted, String secret, TlsFile file) {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            AlgorithmParameters parameters = info.getAlgParameters();
            // The parameters of PBES2 have the name of what it is made of.
            String algorithm =
                    info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                            ? parameters.toString()
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(secret.toCharArray())),
                    parameters);
            return info.getKeySpec(cipher).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw file.unusable(
                    "its key is encrypted, and with another password, or in a way that this runtime does not know",
                    "correct the password, or decrypt the key: openssl pkcs8 -in FILE");
        }
    }

    /** What is left of what can go wrong with keys and certificates, before anything is sent. */
    static RuntimeException unusable(GeneralSecurityException thrown, ProbeContext context) {
        return Problem.of(Code.TLS_MATERIAL, "the certificates or keys cannot be used")
                .fact("why", context.problem(thrown).facts().get(0).text())
                .fix("look at the trust store of this Java runtime, and at the files that the check is given")
                .asException();
    }
}
