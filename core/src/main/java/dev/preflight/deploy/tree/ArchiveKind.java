package dev.preflight.deploy.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What kind of archive a file is, by its first bytes and not by its name. */
enum ArchiveKind {
    ZIP,
    /** A tar, which may be compressed. */
    TAR,
    UNKNOWN;

    private static final int MAGIC_OF_TAR = 257;

    static ArchiveKind of(FileRange file) throws IOException {
        byte[] head = file.read(0, (int) Math.min(512, file.length()));
        if (isGzip(head) || isZstd(head) || isXz(head) || isBzip2(head)) {
            return TAR;
        }
        boolean isTar =
                head.length == 512 && new String(head, MAGIC_OF_TAR, 5, StandardCharsets.ISO_8859_1).equals("ustar");
        if (isTar) {
            return TAR;
        }
        return startsWith(head, 'P', 'K') || startsWith(head, '#', '!') ? ZIP : UNKNOWN;
    }

    /** RFC 1952, section 2.3.1. */
    static boolean isGzip(byte[] head) {
        return startsWith(head, 0x1f, 0x8b);
    }

    /** RFC 8878, section 3.1.1. */
    static boolean isZstd(byte[] head) {
        return startsWith(head, 0x28, 0xb5, 0x2f, 0xfd);
    }

    /** The .xz File Format 1.2, section 2.1.1.1. */
    static boolean isXz(byte[] head) {
        return startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0);
    }

    /** Its digit is the size of a block. */
    static boolean isBzip2(byte[] head) {
        return startsWith(head, 'B', 'Z', 'h') && head.length > 3 && head[3] >= '1' && head[3] <= '9';
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
