package dev.preflight.deploy.tree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Makes a tree of a jar that lies in a package: where it lies, if it is stored there as it is, or else from a stream. */
final class NestedJar {
    private final Leaf jar;
    private final Allowance allowance;

    private NestedJar(Leaf jar, Allowance allowance) {
        this.jar = jar;
        this.allowance = allowance;
    }

    static Folder tree(Leaf jar, Origin label, Allowance allowance) throws IOException {
        if (jar.slice().isPresent()) {
            return ZipTree.of(jar.slice().get(), label, allowance);
        }
        return new NestedJar(jar, allowance).stream(label);
    }

    private Folder stream(Origin label) throws IOException {
        TreeBuilder tree = new TreeBuilder(label, allowance, false);
        byte[] buffer = new byte[64 << 10];
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(jar.open(), 64 << 10))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                long size = 0;
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    size += read;
                    allowance.bytes(read);
                }
                if (entry.isDirectory()) {
                    tree.directory(UnpackLimits.names(name), -1);
                } else {
                    tree.put(UnpackLimits.names(name), Leaf.of(-1, size, () -> open(name)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("it has an entry whose name is not UTF-8", e);
        }
        return tree.root();
    }

    private InputStream open(String name) throws IOException {
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(jar.open(), 64 << 10));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return zip;
            }
        }
        zip.close();
        throw new IOException("the archive has changed");
    }
}
