package dev.preflight.spring;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts in the constant pool of a class file, as section 4.4 of the Java Virtual Machine Specification lays it out.
 *
 * @param inCode the texts that code loads
 * @param all these, and what stands in annotations and elsewhere
 */
record Constants(Set<String> inCode, List<String> all) {
    private static final int MAGIC = 0xCAFEBABE;

    static Constants of(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.skipNBytes(4);
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] strings = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 8 -> strings[i] = in.readUnsignedShort();
                case 7, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // Each takes two places.
                    i++;
                }
                default -> throw new IOException("no constant has the tag " + tag);
            }
        }
        Set<String> inCode = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            if (strings[i] > 0 && texts[strings[i]] != null) {
                inCode.add(texts[strings[i]]);
            }
            if (texts[i] != null) {
                all.add(texts[i]);
            }
        }
        return new Constants(inCode, all);
    }
}
