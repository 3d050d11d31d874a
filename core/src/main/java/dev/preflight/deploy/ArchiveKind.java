package dev.preflight.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What kind of archive a file is, by its first bytes and not by its name. */
enum ArchiveKind {
    ZIP,
    TAR,
    ZSTD,
    UNKNOWN;

    private static final int MAGIC_OF_TAR = 257;

    static ArchiveKind of(Slice file) throws IOException {
        byte[] head = file.read(0, (int) Math.min(512, file.length()));
        if (startsWith(head, 0x1f, 0x8b)) {
            return TAR;
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        boolean isTar =
                head.length == 512 && new String(head, MAGIC_OF_TAR, 5, StandardCharsets.ISO_8859_1).equals("ustar");
        if (isTar) {
            return TAR;
        }
        return startsWith(head, 'P', 'K') || startsWith(head, '#', '!') ? ZIP : UNKNOWN;
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
