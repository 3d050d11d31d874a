package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.text.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
    /** The digests of "abc" in FIPS 180-4's examples. */
    private static final String SHA256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String SHA384 = "sha384:cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
            + "8086072ba1e7cc2358baeca134c825a7";
    private static final String SHA512 = "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void contentOfTheDigestPasses() throws IOException {
        run().write("a", "abc");
        for (String digest : new String[] {SHA256, SHA384, SHA512, SHA256.toUpperCase(Locale.ROOT)}) {
            run().value(file("a").checksum(digest));
        }
    }

    @Test
    void otherContentIsAProblemWithBothDigests() throws IOException {
        run().write("a", "abd");
        assertEquals("""
                file.checksum: has another content than was declared
                expect: %s
                found: sha256:a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9 at DIR/a
                fix: ship the file that belongs to this release, or declare its new checksum
                """.formatted(SHA256), run().problem(file("a").checksum(SHA256)));
    }

    @Test
    void digestOfASecretFileIsNotShown() throws IOException {
        run().write("a", "abd");
        assertEquals("""
                file.checksum: has another content than was declared
                looked: DIR/a
                fix: ship the file that belongs to this release, or declare its new checksum
                """, run().problem(file("a").checksum(SHA256).secret()));
    }

    @Test
    void longContentIsDigestedInPieces() throws IOException {
        // FIPS 180-4's example of a long message: a million times the letter a.
        byte[] million = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                Digest.of(new ByteArrayInputStream(million), SHA256));
    }

    @Test
    void badDigestsAreRefusedWhereTheyAreDeclared() {
        assertEquals("digest must begin with sha256:, sha384: or sha512:, not 'md5:0'", failure("md5:0"));
        assertEquals("digest must begin with sha256:, sha384: or sha512:, not 'abc'", failure("abc"));
        assertEquals("digest must begin with sha256:, sha384: or sha512:, not ''", failure(""));
        assertEquals("digest must have 64 hexadecimal digits, not 3", failure("sha256:abc"));
        assertEquals("digest must have 96 hexadecimal digits, not 0", failure("sha384:"));
        assertEquals("digest has a character that is no hexadecimal digit at 7", failure("sha256: abc"));
        assertEquals("digest must have 64 hexadecimal digits, not 128", failure(SHA512.replace("sha512", "sha256")));
        assertThrows(NullPointerException.class, () -> file("a").checksum(null));
    }

    private static String failure(String digest) {
        return assertThrows(IllegalArgumentException.class, () -> file("a").checksum(digest))
                .getMessage();
    }
}
