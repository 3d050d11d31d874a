package dev.preflight.backend.wire;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of certificates or keys, and what it is, told by the labels of PEM (RFC 7468, section 3) or by its first bytes:
 * those of Java's own keystores, or the version that stands first in PKCS #12 (RFC 7292, section 4) and PKCS #8.
 */
final class TlsFile {
    private static final int LONGEST = 1 << 20;

    private final Path path;
    private final byte[] content;
    private final String text;

    private TlsFile(Path path, byte... content) {
        this.path = path;
        this.content = content;
        this.text = new String(content, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads it.
     *
     * @throws dev.preflight.problem.CheckFailedException if it cannot be read
     */
    static TlsFile read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return new TlsFile(path, in.readNBytes(LONGEST));
        } catch (NoSuchFileException e) {
            throw unusable(path, "it does not exist");
        } catch (IOException e) {
            throw unusable(path, "it cannot be read");
        }
    }

    byte[] content() {
        return content.clone();
    }

    /** The content, one character a byte. */
    String text() {
        return text;
    }

    boolean isPem() {
        return text.contains("-----BEGIN ");
    }

    /** The type of keystore that the content is, or would have to be. */
    String keyStoreType() {
        return switch (first()) {
            case 0xfeedfeed -> "JKS";
            case 0xcececece -> "JCEKS";
            default -> "PKCS12";
        };
    }

    private int first() {
        int first = 0;
        for (int i = 0; i < 4; i++) {
            first = first << 8 | (i < content.length ? content[i] & 0xff : 0);
        }
        return first;
    }

    /** What stands first in the outermost sequence of DER; 0 for a file of another form. */
    private int firstInside() {
        if (content.length < 8 || content[0] != 0x30) {
            return 0;
        }
        int length = content[1] & 0xff;
        int at = length < 0x80 ? 2 : 2 + (length & 0x7f);
        if (at + 2 >= content.length) {
            return 0;
        }
        return (content[at] & 0xff) << 16 | (content[at + 1] & 0xff) << 8 | content[at + 2] & 0xff;
    }

    /** The problem of a file that was to hold certificates in PEM and holds none. */
    RuntimeException withoutCertificate() {
        if (text.contains("CERTIFICATE REQUEST-----")) {
            return unusable(
                    "it holds a request for a certificate (CSR), and no certificate",
                    "put in the certificate that the authority has issued for the request");
        }
        if (isPem()) {
            return text.contains("PRIVATE KEY-----")
                    ? unusable("it holds no certificate", "put the certificate in; there is only a key")
                    : unusable("it holds no certificate");
        }
        String type = keyStoreType();
        if (!type.equals("PKCS12") || firstInside() == 0x020103) {
            return unusable(
                    "it is a keystore (" + (type.equals("PKCS12") ? "PKCS #12" : type)
                            + "), and certificates in PEM are expected",
                    "give its password too, as in trusting(file, password), or export the certificates:"
                            + " keytool -exportcert -rfc -keystore " + path.getFileName());
        }
        return firstInside() >> 16 == 0x30
                ? unusable(
                        "it is in DER, and PEM is expected",
                        "convert it: openssl x509 -inform der -in " + path.getFileName())
                : unusable("it holds no certificate");
    }

    /** The problem of a key that stands in another form than plain PKCS #8; of none at all too. */
    RuntimeException withoutKey() {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return unusable(
                    "its key is encrypted",
                    "decrypt it: openssl pkcs8 -topk8 -nodes -in " + path.getFileName()
                            + "; one that begins with BEGIN ENCRYPTED PRIVATE KEY can be given with its password,"
                            + " as in clientCertificate(file, password)");
        }
        if (text.contains("BEGIN OPENSSH PRIVATE KEY-----")) {
            return unusable(
                    "its key is in the form of OpenSSH", "convert it: ssh-keygen -p -m PKCS8 -f " + path.getFileName());
        }
        return unusable(
                text.contains(" PRIVATE KEY-----")
                        ? "its key is not plain PKCS #8 (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nodes converts it"
                        : "it holds no key");
    }

    RuntimeException unusable(String why) {
        return unusable(path, why);
    }

    RuntimeException unusable(String why, String fix) {
        return unusable(path, why, fix);
    }

    private static RuntimeException unusable(Path path, String why) {
        return unusable(path, why, "ship the right file, readable by the user of this process");
    }

    private static RuntimeException unusable(Path path, String why, String fix) {
        return Problem.of(Code.TLS_MATERIAL, "a file of certificates or keys cannot be used")
                .found(path.toAbsolutePath() + ": " + why)
                .fix(fix)
                .asException();
    }
}
