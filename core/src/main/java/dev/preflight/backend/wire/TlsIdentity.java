package dev.preflight.backend.wire;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Whether a key and the certificates that go with it fit each other: a server refuses a client that cannot sign for its
 * certificate, and says no more than that the handshake failed. What cannot be told counts as right.
 */
final class TlsIdentity {
    private static final String[] KEY_TYPES = {"RSA", "EC", "EdDSA"};

    private TlsIdentity() {}

    /**
     * Demands that a chain in a file begins with the certificate of a key, and that each one was issued by the next
     * (RFC 5246, section 7.4.2), as the keystores of the JDK do.
     */
    static void require(TlsFile file, PrivateKey key, Certificate... chain) {
        int own = -1;
        for (int i = 0; i < chain.length && own < 0; i++) {
            own = belongs(key, chain[i].getPublicKey()) ? i : -1;
        }
        if (own < 0) {
            throw file.unusable(
                    "its key does not belong to its certificate " + name(chain[0]),
                    "ship the key that the certificate was requested with, or the certificate that was issued for the key");
        }
        String fix = "put the certificate of the key first, then the one that has issued it, and so on";
        if (own > 0) {
            throw file.unusable(
                    "its certificates are in the wrong order: that of the key, " + name(chain[own]) + ", is number "
                            + (own + 1),
                    fix);
        }
        for (int i = 0; i + 1 < chain.length; i++) {
            if (!isIssued(chain[i], chain[i + 1])) {
                throw file.unusable(
                        "its certificates are in the wrong order: number " + (i + 2) + ", " + name(chain[i + 1])
                                + ", has not issued number " + (i + 1) + ", " + name(chain[i]),
                        fix);
            }
        }
    }

    private static boolean isIssued(Certificate certificate, Certificate by) {
        return !(certificate instanceof X509Certificate one)
                || !(by instanceof X509Certificate other)
                || one.getIssuerX500Principal().equals(other.getSubjectX500Principal()) && !one.equals(other);
    }

    private static String name(Certificate certificate) {
        return certificate instanceof X509Certificate named
                ? named.getSubjectX500Principal().getName()
                : "of type " + certificate.getType();
    }

    /** Demands that a key manager has a key that fits its certificate; others that do not are a warning. */
    static void require(X509ExtendedKeyManager keys, String where, ProbeContext context) {
        Set<String> aliases = new LinkedHashSet<>();
        for (String type : KEY_TYPES) {
            String[] some = keys.getClientAliases(type, null);
            for (int i = 0; some != null && i < some.length; i++) {
                aliases.add(some[i]);
            }
        }
        Problem problem = null;
        boolean one = false;
        for (String alias : aliases) {
            PrivateKey key = keys.getPrivateKey(alias);
            X509Certificate[] chain = keys.getCertificateChain(alias);
            boolean fits = key == null || chain == null || chain.length == 0 || belongs(key, chain[0].getPublicKey());
            one |= fits;
            if (!fits && problem == null) {
                problem = Problem.of(Code.TLS_MATERIAL, "a key does not belong to its certificate")
                        .found(where + ": the key does not belong to its certificate " + name(chain[0]))
                        .fix("put in the key that the certificate was requested with, or the certificate that was"
                                + " issued for the key");
            }
        }
        if (problem != null && !one) {
            throw problem.asException();
        }
        if (problem != null) {
            context.warn(problem);
        }
    }

    /** Whether a key is the other half of one that is public. */
    static boolean belongs(PrivateKey key, PublicKey other) {
        if (isKnown(key.getAlgorithm())
                && isKnown(other.getAlgorithm())
                && !key.getAlgorithm().equals(other.getAlgorithm())) {
            return false;
        }
        if (key instanceof RSAKey one && other instanceof RSAKey two) {
            return one.getModulus().equals(two.getModulus());
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "";
        };
        return algorithm.isEmpty() || signs(algorithm, key, other);
    }

    private static boolean isKnown(String algorithm) {
        for (String type : KEY_TYPES) {
            if (type.equals(algorithm)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signs(String algorithm, PrivateKey key, PublicKey other) {
        byte[] text = {'p', 'r', 'e', 'f', 'l', 'i', 'g', 'h', 't'};
        byte[] signature;
        Signature reader;
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            signature = signer.sign();
            reader = Signature.getInstance(algorithm);
            reader.initVerify(other);
            reader.update(text);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A device that does not sign here, or a curve that this runtime does not know.
            return true;
        }
        try {
            return reader.verify(signature);
        } catch (GeneralSecurityException e) {
            // What another curve makes of it.
            return false;
        }
    }
}
