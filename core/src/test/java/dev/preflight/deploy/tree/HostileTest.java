package dev.preflight.deploy.tree;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import dev.preflight.deploy.manifest.YamlFiles;
import dev.preflight.problem.DeploymentException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may put into a package or a manifest to break whoever looks into it. */
class HostileTest {
    @TempDir
    Path dir;

    private String refusal(Path path) {
        return refusal(path, UnpackLimits.DEFAULT);
    }

    private String refusal(Path path, UnpackLimits limits) {
        String message = assertThrows(DeploymentException.class, () -> OpenedPackage.open(path, limits))
                .getMessage();
        return message.replace(dir + "/", "");
    }

    private String refusalOfManifest(byte[] yaml) throws IOException {
        Path file = Files.write(dir.resolve("app.yaml"), yaml);
        return assertThrows(DeploymentException.class, () -> YamlFiles.read(file))
                .getMessage()
                .replace(dir + "/", "");
    }

    private String refusalOfManifest(String yaml) throws IOException {
        return refusalOfManifest(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void entryThatLeadsOutOfThePackageIsRefusedAndNothingIsWritten() throws IOException {
        Packing slip = new Packing().add("a.txt", "a").add("config/../../../evil.txt", "evil");

        assertEquals(
                "slip.zip: entry 'config/../../../evil.txt' leads out of the package",
                refusal(slip.zip(dir.resolve("slip.zip"))));
        assertEquals(
                "slip.tar: entry 'config/../../../evil.txt' leads out of the package",
                refusal(slip.tar(dir.resolve("slip.tar"))));
        try (var files = Files.list(dir)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void absoluteEntryStaysInside() throws IOException {
        Path tar = new Packing().add("/etc/app.yaml", "a: 1").tar(dir.resolve("absolute.tar"));

        assertEquals(
                "PASSED file etc/app.yaml <- DIR/absolute.tar!/etc/app.yaml\n",
                new Lists(dir).of(Deployment.ofPackage(tar), file("etc/app.yaml")));
    }

    @Test
    void linkThatLeadsOutOfThePackageStaysInside() throws IOException {
        Path secret = Files.writeString(dir.resolve("outside.txt"), "outside");
        Packing links =
                new Packing().add("absolute", "->" + secret).add("climbing", "->../../../../../../../.." + secret);
        for (Path path : List.of(
                links.zip(dir.resolve("links.zip")),
                links.tar(dir.resolve("links.tar")),
                links.unpackedTo(Files.createDirectory(dir.resolve("links"))))) {
            assertEquals("""
                    PROVIDED file absolute: it lies outside of the package, on the machine
                    PROVIDED file climbing: it lies outside of the package, on the machine
                    """, new Lists(dir).of(Deployment.ofPackage(path), file("absolute"), file("climbing")));
        }
    }

    @Test
    void linksInACircleEndTheSearch() throws IOException {
        Path tar = new Packing()
                .add("a", "->b/c")
                .add("b", "->a")
                .add("self", "->self")
                .tar(dir.resolve("loop.tar"));

        assertEquals("""
                FAILED file a/x.yaml
                  file.missing: not found
                  looked: DIR/loop.tar!/a is a link to b/c, which does not exist
                  fix: ship a/x.yaml with the deployment
                FAILED file self
                  file.missing: not found
                  found: DIR/loop.tar!/self is a link to self, which leads back to it
                  fix: mount or ship what the link leads to
                """, new Lists(dir).of(Deployment.ofPackage(tar), file("a/x.yaml"), file("self")));
    }

    @Test
    void bombsAreBoundedInBytes() throws IOException {
        Path bomb = new Packing()
                .add("zeros", new byte[10 << 20])
                .add("after.txt", "x")
                .tarGz(dir.resolve("bomb.tgz"));

        assertEquals(
                "bomb.tgz: more than 1000000 bytes come out of it", refusal(bomb, new UnpackLimits(100, 1_000_000)));
    }

    @Test
    void bombsAreBoundedInEntries() throws IOException {
        Packing many = new Packing();
        for (int i = 0; i < 101; i++) {
            many.add("file" + i, "");
        }

        assertEquals(
                "many.zip: it has more than 100 entries",
                refusal(many.zip(dir.resolve("many.zip")), new UnpackLimits(100, 1_000_000)));
        assertEquals(
                "many.tar: it has more than 100 entries",
                refusal(many.tar(dir.resolve("many.tar")), new UnpackLimits(100, 1_000_000)));
    }

    @Test
    void entryOfWhichMoreComesOutThanItDeclaresIsCutThere() throws IOException {
        byte[] zip = new Packing().add("app.yaml", "a: " + "1".repeat(5000)).zip();
        // The size in the central directory, and the one before the content.
        for (int at : new int[] {indexOf(zip, 0x02014b50) + 24}) {
            zip[at] = 100;
            zip[at + 1] = 0;
        }
        Path lying = Files.write(dir.resolve("lying.zip"), zip);

        assertEquals(
                """
                FAILED file app.yaml <- DIR/lying.zip!/app.yaml
                  file.unreadable: cannot be read
                  looked: DIR/lying.zip!/app.yaml
                  why: ZipException: more comes out of it than the 100 bytes that it declares
                  fix: look at the disk or the mount that holds the file
                """,
                new Lists(dir).of(Deployment.ofPackage(lying), file("app.yaml").yaml()));
    }

    private static int indexOf(byte[] bytes, int signature) {
        for (int i = 0; i < bytes.length - 4; i++) {
            int found = bytes[i] & 0xff
                    | (bytes[i + 1] & 0xff) << 8
                    | (bytes[i + 2] & 0xff) << 16
                    | (bytes[i + 3] & 0xff) << 24;
            if (found == signature) {
                return i;
            }
        }
        throw new AssertionError("no such signature");
    }

    @Test
    void contentThatWasDamagedIsFound() throws IOException {
        byte[] zip = new Packing().add("stored.jar", "x".repeat(100)).zip();
        zip[60]++;
        Path damaged = Files.write(dir.resolve("damaged.zip"), zip);

        assertEquals("""
                FAILED file stored.jar <- DIR/damaged.zip!/stored.jar
                  file.unreadable: cannot be read
                  looked: DIR/damaged.zip!/stored.jar
                  why: ZipException: its checksum is not the one that the archive recorded
                  fix: look at the disk or the mount that holds the file
                """, new Lists(dir).of(Deployment.ofPackage(damaged), file("stored.jar")));
    }

    @Test
    void hundredThousandEntriesAreRead() throws IOException {
        Path zip = dir.resolve("many.zip");
        try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            for (int i = 0; i < 100_000; i++) {
                out.putNextEntry(new ZipEntry("dir" + i % 1000 + "/file" + i));
            }
            out.putNextEntry(new ZipEntry("app.yaml"));
            out.write('a');
        }

        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(
                        "PASSED file app.yaml <- DIR/many.zip!/app.yaml\n",
                        new Lists(dir).of(Deployment.ofPackage(zip), file("app.yaml"))));
    }

    @Test
    void archivesThatAreCutOffAreNamed() throws IOException {
        Packing packing = new Packing().add("a.txt", "a".repeat(3000)).add("b.txt", "b".repeat(3000));
        byte[] zip = packing.zip();
        byte[] tar = packing.tar();
        byte[] tarGz = Files.readAllBytes(packing.tarGz(dir.resolve("whole.tgz")));

        assertEquals(
                "cut.zip: it has no central directory, as a zip that is cut off",
                refusal(Files.write(dir.resolve("cut.zip"), Arrays.copyOf(zip, zip.length / 2))));
        assertEquals(
                "cut.tar: it cannot be read after entry 'a.txt': Truncated TAR archive",
                refusal(Files.write(dir.resolve("cut.tar"), Arrays.copyOf(tar, 2000))));
        assertEquals(
                "cut.tgz: it cannot be read after entry 'b.txt': it is cut off",
                refusal(Files.write(dir.resolve("cut.tgz"), Arrays.copyOf(tarGz, tarGz.length - 20))));
        assertEquals(
                "empty.zip: it is no package: neither a directory, a zip, a jar, a tar, a tar.gz, a tar.zst, a tar.xz nor a tar.bz2",
                refusal(Files.createFile(dir.resolve("empty.zip"))));
        assertEquals("gone.zip: it does not exist", refusal(dir.resolve("gone.zip")));
    }

    @Test
    void centralDirectoryThatLiesIsRefused() throws IOException {
        byte[] zip = new Packing().add("a.txt", "a").zip();
        int end = indexOf(zip, 0x06054b50);
        zip[end + 10] = 5;

        assertEquals(
                "lying.zip: its central directory ends after 1 of 5 entries",
                refusal(Files.write(dir.resolve("lying.zip"), zip)));
    }

    @Test
    void tarOfRandomBytesAfterAGoodEntryIsNamed() throws IOException {
        byte[] tar = new Packing().add("a.txt", "a").tar();
        Arrays.fill(tar, 1024, 1536, (byte) 0x5a);

        String message = refusal(Files.write(dir.resolve("odd.tar"), tar));
        assertEquals("odd.tar: it cannot be read after entry 'a.txt'", message.substring(0, 46));
    }

    @Test
    void entryThatDeclaresMoreThanThereIsIsNamed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            TarArchiveEntry entry = new TarArchiveEntry("huge.bin");
            entry.setSize(1L << 60);
            tar.putArchiveEntry(entry);
            tar.write(new byte[10]);
        } catch (IOException e) {
            // The entry is never finished.
            bytes.write(new byte[1024]);
        }
        Path file = dir.resolve("huge.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes.toByteArray());
        }

        String message = refusal(file);
        assertEquals("huge.tgz: it cannot be read after entry 'huge.bin'", message.substring(0, 50));
    }

    @Test
    void aliasBombIsRefused() throws IOException {
        StringBuilder yaml = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        char last = 'a';
        for (char c = 'b'; c <= 'j'; c++) {
            yaml.append(c).append(": &").append(c).append(" [*").append(last);
            yaml.append((", *" + last).repeat(8)).append("]\n");
            last = c;
        }

        assertEquals(
                "app.yaml, line 1: with its aliases the file has more than 1,000,000 values",
                refusalOfManifest(yaml.toString()));
    }

    @Test
    void nestingIsBounded() throws IOException {
        assertEquals(
                "app.yaml, line 1: it is nested more than 100 deep",
                refusalOfManifest("[".repeat(200) + "]".repeat(200)));
        String deep = refusalOfManifest("[".repeat(100_000) + "]".repeat(100_000));
        assertEquals("app.yaml", deep.substring(0, 8));
    }

    @Test
    void anchorThatHoldsItselfIsRefused() throws IOException {
        assertEquals("app.yaml, line 1: it is nested more than 100 deep", refusalOfManifest("&a [*a]\n"));
        for (String merged : new String[] {"a: &a {<<: *a}\n", "a: &a {<<: [*a]}\n", "a: &a {b: {<<: *a}}\n"}) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertEquals("app.yaml, line 1: it is nested more than 100 deep", refusalOfManifest(merged)));
        }
    }

    @Test
    void keyThatStandsTwiceIsRefusedWithItsLine() throws IOException {
        assertEquals(
                "app.yaml, line 3: the key 'PORT' stands twice in one map",
                refusalOfManifest("data:\n  PORT: '1'\n  PORT: '2'\n"));
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() throws IOException {
        assertEquals(
                "app.yaml, line 2: not YAML: mapping values are not allowed here",
                refusalOfManifest("a: 1\nb: c: d\n"));
        assertEquals(
                "app.yaml, line 1: a key is a list or a map, as in a template that was not filled in",
                refusalOfManifest("name: {{ .Values.name }}\n"));
        assertEquals("app.yaml: it is not UTF-8", refusalOfManifest(new byte[] {'a', ':', ' ', (byte) 0xff}));
        assertEquals("app.yaml: it has more than 16 MiB", refusalOfManifest("#".repeat((16 << 20) + 1)));
    }

    @Test
    void nameThatIsNoTextIsRefused() throws IOException {
        byte[] zip = new Packing().add("caf\u00e9.txt", "a").zip();
        int at = indexOf(zip, 0x02014b50) + 46 + 3;
        zip[at] = (byte) 0xff;

        assertEquals(
                "name.zip: entry 'caf\\u00a0\u2310.txt' has a name that is not UTF-8",
                refusal(Files.write(dir.resolve("name.zip"), zip)));
    }

    /** {@code tar xf} fails: "Cannot open: Too many levels of symbolic links", "Not a directory", "No such file". */
    @Test
    void entryBelowSomethingThatIsNoDirectoryIsRefused() throws IOException {
        assertEquals(
                "loop.tar: entry 'config/app.yaml' cannot be unpacked: config is a link to config, which leads back to it",
                refusal(new Packing()
                        .add("config", "->config")
                        .add("config/app.yaml", "a: 1")
                        .tar(dir.resolve("loop.tar"))));
        assertEquals(
                "circle.tar: entry 'a/app.yaml' cannot be unpacked: a is a link to b, which leads back to it",
                refusal(new Packing()
                        .add("a", "->b")
                        .add("b", "->a")
                        .add("a/app.yaml", "a: 1")
                        .tar(dir.resolve("circle.tar"))));
        assertEquals(
                "file.tar: entry 'config/app.yaml' cannot be unpacked: config is no directory",
                refusal(new Packing()
                        .add("config", "text")
                        .add("config/app.yaml", "a: 1")
                        .tar(dir.resolve("file.tar"))));
        assertEquals(
                "gone.tar: entry 'config/app.yaml' cannot be unpacked: config is a link to gone, which leads to no directory",
                refusal(new Packing()
                        .add("config", "->gone")
                        .add("config/app.yaml", "a: 1")
                        .tar(dir.resolve("gone.tar"))));
    }

    @Test
    void entryBelowALinkToADirectoryGoesThere() throws IOException {
        Path tar = new Packing()
                .directory("settings")
                .add("config", "->settings")
                .add("config/app.yaml", "a: 1")
                .tar(dir.resolve("linked.tar"));

        assertEquals(
                """
                PASSED file config/app.yaml <- DIR/linked.tar!/settings/app.yaml
                PASSED file settings/app.yaml <- DIR/linked.tar!/settings/app.yaml
                """, new Lists(dir).of(Deployment.ofPackage(tar), file("config/app.yaml"), file("settings/app.yaml")));
    }

    @Test
    void deviceInATarIsNoFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] types = {TarArchiveEntry.LF_CHR, TarArchiveEntry.LF_BLK, TarArchiveEntry.LF_FIFO};
            for (byte type : types) {
                tar.putArchiveEntry(new TarArchiveEntry("special" + (char) type, type));
                tar.closeArchiveEntry();
            }
        }
        Path tar = Files.write(dir.resolve("devices.tar"), bytes.toByteArray());

        for (char type : new char[] {'3', '4', '6'}) {
            assertEquals("""
                    FAILED file specialN
                      file.not-regular: not a regular file
                      found: DIR/devices.tar!/specialN is a pipe, a socket or a device
                      fix: ship a regular file
                    """.replace('N', type), new Lists(dir).of(Deployment.ofPackage(tar), file("special" + type)));
        }
    }

    /** Few entries with long paths make many directories. */
    @Test
    void directoriesThatNoEntryTellsOfAreBoundedToo() throws IOException {
        Packing deep = new Packing();
        for (int i = 0; i < 20; i++) {
            deep.add(i + "/d".repeat(100) + "/f", "");
        }

        for (Path path : new Path[] {deep.tarGz(dir.resolve("dirbomb.tar.gz")), deep.zip(dir.resolve("dirbomb.zip"))}) {
            assertEquals(
                    path.getFileName() + ": its entries make more than 2000 files and directories",
                    refusal(path, new UnpackLimits(1000, 1_000_000)));
        }
    }

    @Test
    void jarsOfOneClassPathCountTogether() throws IOException {
        Packing inner = new Packing();
        for (int i = 0; i < 60; i++) {
            inner.add("file" + i, "x".repeat(100));
        }
        Folder.Made tree = new Folder.Made(Origin.of("x"));
        Allowance entries = new Allowance(new UnpackLimits(100, 1_000_000));
        Allowance bytes = new Allowance(new UnpackLimits(1_000, 10_000));
        byte[] jar = inner.zip();
        Leaf leaf = Leaf.of(jar, 0644, "jar");
        tree.put("a.jar", leaf);

        NestedJar.tree(leaf, Origin.of("a.jar!"), entries);
        assertEquals(
                "it has more than 100 entries",
                assertThrows(IOException.class, () -> NestedJar.tree(leaf, Origin.of("b.jar!"), entries))
                        .getMessage());
        NestedJar.tree(leaf, Origin.of("a.jar!"), bytes);
        assertEquals(
                "more than 10000 bytes come out of it",
                assertThrows(IOException.class, () -> NestedJar.tree(leaf, Origin.of("b.jar!"), bytes))
                        .getMessage());
    }

    /** Each variable is twice the one before it. */
    @Test
    void referencesOfKubernetesThatDoubleAValueAreRefused() throws IOException {
        StringBuilder pod = new StringBuilder("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n"
                + "    - name: c\n      env:\n        - {name: X0, value: xxxxxxxxxxxxxxxx}\n");
        for (int i = 1; i < 60; i++) {
            pod.append("        - {name: X%d, value: $(X%d)$(X%d)}\n".formatted(i, i - 1, i - 1));
        }
        Path file = Files.writeString(dir.resolve("k.yaml"), pod);

        assertEquals(
                "env of the container: its references make it longer than 1,048,576 characters",
                assertThrows(DeploymentException.class, () -> Deployment.fromKubernetes("p", file))
                        .getMessage());
    }
}
