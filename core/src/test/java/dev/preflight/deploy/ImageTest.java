package dev.preflight.deploy;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.Check;
import dev.preflight.deploy.tree.OpenedPackage;
import dev.preflight.deploy.tree.UnpackLimits;
import dev.preflight.problem.DeploymentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
    private static final String CONFIG = """
            {"architecture": "amd64", "os": "linux",
             "config": {"Env": ["PATH=/usr/bin:/bin", "PORT=8080"], "WorkingDir": "/opt/orders"}}
            """;
    private static final Check<?>[] CHECKS = {
        env("PORT").port(),
        env("DATABASE_URL"),
        file("config/app.yaml").yaml().having("a"),
        file("config/old.yaml"),
        file("/opt/orders/data/kept.txt").containing("new"),
        file("/opt/orders/cache/stale.txt"),
        file("/opt/orders/cache/fresh.txt"),
        file("/bin/tool"),
        file("/etc/orders.yaml")
    };

    /** What the checks find in the layers below, in each form of an image. */
    private static final String FOUND = """
            PASSED env PORT <- ENV of the image IN
            PROVIDED env DATABASE_URL: neither an env file nor a manifest was given
            PASSED file config/app.yaml <- IN!/opt/orders/config/app.yaml
            FAILED file config/old.yaml
              file.missing: not found
              looked: IN!/opt/orders/config: exists, holds app.yaml
              fix: ship config/old.yaml with the deployment
            PASSED file /opt/orders/data/kept.txt <- IN!/opt/orders/data/kept.txt
            FAILED file /opt/orders/cache/stale.txt
              file.missing: not found
              looked: IN!/opt/orders/cache: exists, holds fresh.txt
              fix: ship /opt/orders/cache/stale.txt with the deployment
            PASSED file /opt/orders/cache/fresh.txt <- IN!/opt/orders/cache/fresh.txt
            PASSED file /bin/tool <- IN!/usr/bin/tool
            FAILED file /etc/orders.yaml
              file.missing: not found
              looked: IN!: exists, holds bin, opt, usr
              fix: ship /etc/orders.yaml with the deployment
            """;

    @TempDir
    Path dir;

    private static Packing base() {
        return new Packing()
                .directory("usr/bin")
                .add("bin", "->usr/bin")
                .add("opt/orders/config/old.yaml", "a: 1")
                .add("opt/orders/data/kept.txt", "old")
                .add("opt/orders/cache/stale.txt", "stale");
    }

    private static Packing top() {
        return new Packing()
                .add("opt/orders/config/app.yaml", "a: 2")
                .add("opt/orders/config/.wh.old.yaml", "")
                .add("opt/orders/data/kept.txt", "new")
                .add("opt/orders/cache/fresh.txt", "fresh")
                .add("opt/orders/cache/.wh..wh..opq", "")
                .add("bin/tool", "#!/bin/sh", 0755);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdCompressorOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static Packing saved() throws IOException {
        return new Packing()
                .add("1111.json", CONFIG)
                .add("aaaa/layer.tar", base().tar())
                .add("bbbb/layer.tar", top().tar())
                .add(
                        "manifest.json",
                        "[{\"Config\": \"1111.json\", \"RepoTags\": [\"orders:1\"],"
                                + " \"Layers\": [\"aaaa/layer.tar\", \"bbbb/layer.tar\"]}]");
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String descriptor(byte[] content) {
        return "\"digest\": \"" + digest(content) + "\", \"size\": " + content.length;
    }

    private static Packing blob(Packing packing, byte[] content) {
        return packing.add("blobs/" + digest(content).replace(':', '/'), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manifest(byte[]... layers) {
        StringBuilder listed = new StringBuilder();
        for (byte[] layer : layers) {
            listed.append(listed.isEmpty() ? "" : ", ")
                    .append('{')
                    .append(descriptor(layer))
                    .append('}');
        }
        return bytes("{\"config\": {" + descriptor(bytes(CONFIG)) + "}, \"layers\": [" + listed + "]}");
    }

    private static Packing layout() throws IOException {
        return layout(gzip(base().tar()), gzip(top().tar()));
    }

    /** An image of these layers, with the index of platforms and the provenance that builds leave. */
    private static Packing layout(byte[]... layers) {
        byte[] manifest = manifest(layers);
        byte[] index = bytes("{\"manifests\": [{" + descriptor(manifest) + ", \"platform\": {\"os\": \"linux\"}},"
                + " {\"digest\": \"sha256:dd\", \"platform\": {\"os\": \"unknown\"}}]}");
        Packing packing = new Packing()
                .add("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}")
                .add("index.json", "{\"schemaVersion\": 2, \"manifests\": [{" + descriptor(index) + "}]}");
        blob(blob(blob(packing, index), manifest), bytes(CONFIG));
        for (byte[] layer : layers) {
            blob(packing, layer);
        }
        return packing;
    }

    private static String path(byte[] content) {
        return "blobs/" + digest(content).replace(':', '/');
    }

    @Test
    void layersAreAppliedInOrderAndWhiteoutsHonouredInEveryForm() throws IOException {
        for (Path path : List.of(
                saved().tar(dir.resolve("saved.tar")),
                saved().tarGz(dir.resolve("saved.tar.gz")),
                layout().tar(dir.resolve("layout.tar")),
                layout().unpackedTo(Files.createDirectory(dir.resolve("layout"))))) {
            assertEquals(
                    FOUND.replace("IN", "DIR/" + path.getFileName()),
                    new Lists(dir).of(Deployment.ofPackage(path), CHECKS));
        }
    }

    /** OCI Image Format Specification, media type {@code application/vnd.oci.image.layer.v1.tar+zstd}. */
    @Test
    void layersInZstdAreReadToo() throws IOException {
        Path image = layout(zstd(base().tar()), zstd(top().tar())).tar(dir.resolve("zstd.tar"));
        assertEquals(FOUND.replace("IN", "DIR/zstd.tar"), new Lists(dir).of(Deployment.ofPackage(image), CHECKS));

        Path whole = Files.write(
                dir.resolve("orders.tar.zst"),
                zstd(new Packing().add("a.txt", "a").tar()));
        assertEquals(
                "PASSED file a.txt <- DIR/orders.tar.zst!/a.txt\n",
                new Lists(dir).of(Deployment.ofPackage(whole), file("a.txt")));
    }

    @Test
    void layerInZstdThatIsCutOffIsNamed() throws IOException {
        byte[] cut = Arrays.copyOf(zstd(top().tar()), 60);
        Path image = layout(gzip(base().tar()), cut).tar(dir.resolve("orders.tar"));

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals(image + ": layer " + path(cut) + ": it is cut off", e.getMessage());
    }

    /** Docker before 25 saves a layer that comes twice as a link. */
    @Test
    void layerThatIsALinkToAnotherOneIsRead() throws IOException {
        Path image = saved().add("aaaa/layer.tar", "->../cccc/layer.tar")
                .add("cccc/layer.tar", base().tar())
                .tar(dir.resolve("saved.tar"));

        assertEquals(FOUND.replace("IN", "DIR/saved.tar"), new Lists(dir).of(Deployment.ofPackage(image), CHECKS));
    }

    /** Docker as of 25 saves both forms in one archive. */
    @Test
    void archiveWithBothFormsIsOneImage() throws IOException {
        byte[] base = gzip(base().tar());
        byte[] top = gzip(top().tar());
        Path image = layout(base, top)
                .add(
                        "manifest.json",
                        "[{\"Config\": \"" + path(bytes(CONFIG)) + "\", \"RepoTags\": null," + " \"Layers\": [\""
                                + path(base) + "\", \"" + path(top) + "\"]}]")
                .tar(dir.resolve("both.tar"));

        assertEquals(FOUND.replace("IN", "DIR/both.tar"), new Lists(dir).of(Deployment.ofPackage(image), CHECKS));
    }

    @Test
    void variablesOfTheDeploymentCountBeforeThoseOfTheImage() throws IOException {
        Path image = saved().tar(dir.resolve("orders.tar"));
        Path envFile = Files.writeString(dir.resolve("prod.env"), "PORT=9090\n");

        assertEquals(
                """
                PASSED env PORT <- DIR/prod.env, line 1
                PASSED env PATH <- ENV of the image DIR/orders.tar
                FAILED env DATABASE_URL
                  env.missing: not set
                  fix: set DATABASE_URL
                """,
                new Lists(dir)
                        .of(
                                Deployment.planned().withEnvFile(envFile).with(Deployment.ofPackage(image)),
                                env("PORT").port(),
                                env("PATH"),
                                env("DATABASE_URL")));
    }

    /** Whoever starts the image may set it; where all that it gets is known, it is blank. */
    @Test
    void blankVariableOfTheImageIsBlankAndNotMissing() throws IOException {
        Path image = new Packing()
                .add("1111.json", "{\"config\": {\"Env\": [\"DATABASE_URL=\"]}}")
                .add("manifest.json", "[{\"Config\": \"1111.json\", \"Layers\": []}]")
                .tar(dir.resolve("blank.tar"));
        Path envFile = Files.writeString(dir.resolve("prod.env"), "PORT=9090\n");

        assertEquals(
                "PROVIDED env DATABASE_URL: it is blank in ENV of the image DIR/blank.tar; neither an env file nor a"
                        + " manifest was given\n",
                new Lists(dir).of(Deployment.ofPackage(image), env("DATABASE_URL")));
        assertEquals("""
                FAILED env DATABASE_URL
                  env.blank: set but blank
                  found: DATABASE_URL is empty or only white space, which counts as missing
                  fix: set DATABASE_URL
                """, new Lists(dir).of(Deployment.ofPackage(image).withEnvFile(envFile), env("DATABASE_URL")));
    }

    @Test
    void imageThatLacksALayerIsNamed() throws IOException {
        Path image = new Packing()
                .add("1111.json", CONFIG)
                .add("manifest.json", "[{\"Config\": \"1111.json\", \"Layers\": [\"aaaa/layer.tar\"]}]")
                .tar(dir.resolve("orders.tar"));

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals(image + ": it lacks aaaa/layer.tar, which its manifest names", e.getMessage());
    }

    @Test
    void layerThatCannotBeReadIsNamed() throws IOException {
        Path image = new Packing()
                .add("1111.json", CONFIG)
                .add("aaaa/layer.tar", Arrays.copyOf(gzip(base().tar()), 60))
                .add("manifest.json", "[{\"Config\": \"1111.json\", \"Layers\": [\"aaaa/layer.tar\"]}]")
                .tar(dir.resolve("orders.tar"));

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals(image + ": layer aaaa/layer.tar: it is cut off", e.getMessage());
    }

    @Test
    void severalImagesInOneArchiveAreRefused() throws IOException {
        String one = "{\"Config\": \"1111.json\", \"Layers\": []}";
        Path image = new Packing()
                .add("1111.json", CONFIG)
                .add("manifest.json", "[" + one + ", " + one + "]")
                .tar(dir.resolve("orders.tar"));

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals(image + ": it holds several images; save the one that is to ship by itself", e.getMessage());
    }

    @Test
    void manifestJsonOfAnApplicationMakesNoImage() throws IOException {
        Path zip = new Packing().add("manifest.json", "{\"name\": \"orders\"}").zip(dir.resolve("orders.zip"));

        assertEquals(
                "PASSED file manifest.json <- DIR/orders.zip!/manifest.json\n",
                new Lists(dir).of(Deployment.ofPackage(zip), file("manifest.json")));
    }

    private String refusal(Path image) {
        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals("deployment.package", e.code().id());
        return e.getMessage().replace(dir + "/", "");
    }

    /** Image Layout: "the content of blobs/ALG/ENCODED MUST match the digest ALG:ENCODED"; Descriptors: the size too. */
    @Test
    void blobThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
        byte[] base = gzip(base().tar());
        byte[] top = gzip(top().tar());
        byte[] other =
                gzip(new Packing().add("opt/orders/config/app.yaml", "a: 666").tar());
        byte[] manifest = manifest(base, top);

        assertEquals(
                "orders.tar: layer " + path(top) + ": it has " + other.length + " bytes, and the image says "
                        + top.length,
                refusal(layout(base, top).add(path(top), other).tar(dir.resolve("orders.tar"))));
        byte[] later = Arrays.copyOf(top, top.length);
        // In the checksum of gzip, which is after the end of the tar.
        later[later.length - 6]++;
        assertEquals(
                "orders.tar: layer " + path(top) + ": its digest is " + digest(later) + ", and the image says "
                        + digest(top),
                refusal(layout(base, top).add(path(top), later).tar(dir.resolve("orders.tar"))));
        byte[] longer = Arrays.copyOf(top, top.length + 10);
        assertEquals(
                "orders.tar: layer " + path(top) + ": it has " + longer.length + " bytes, and the image says "
                        + top.length,
                refusal(layout(base, top).add(path(top), longer).tar(dir.resolve("orders.tar"))));
        byte[] config = bytes(CONFIG.replace("8080", "9090"));
        assertEquals(
                "orders.tar: " + path(bytes(CONFIG)) + ": its digest is " + digest(config) + ", and the image says "
                        + digest(bytes(CONFIG)),
                refusal(layout(base, top).add(path(bytes(CONFIG)), config).tar(dir.resolve("orders.tar"))));
        byte[] swapped = manifest(base, base);
        assertEquals(
                "orders.tar: " + path(manifest) + ": its digest is " + digest(swapped) + ", and the image says "
                        + digest(manifest),
                refusal(layout(base, top).add(path(manifest), swapped).tar(dir.resolve("orders.tar"))));
    }

    /** In what Docker as of 25 saves, the path of a layer is its digest. */
    @Test
    void savedBlobThatIsNotWhatItsPathSaysIsRefused() throws IOException {
        byte[] base = base().tar();
        byte[] other = top().tar();
        String json = "[{\"Config\": \"" + path(bytes(CONFIG)) + "\", \"Layers\": [\"" + path(base) + "\"]}]";
        Packing saved = blob(new Packing().add("manifest.json", json), bytes(CONFIG));

        assertEquals(
                "orders.tar: layer " + path(base) + ": its digest is " + digest(other) + ", and the image says "
                        + digest(base),
                refusal(saved.add(path(base), other).tar(dir.resolve("orders.tar"))));
        assertEquals(
                "PASSED file data/kept.txt <- DIR/orders.tar!/opt/orders/data/kept.txt\n",
                new Lists(dir)
                        .of(
                                Deployment.ofPackage(saved.add(path(base), base).tar(dir.resolve("orders.tar"))),
                                file("data/kept.txt")));
    }

    /** A layer counts again at each of its places: what a whiteout took away is there again. */
    @Test
    void layerThatIsListedTwiceIsAppliedTwice() throws IOException {
        byte[] a = gzip(new Packing().add("opt/orders/a.txt", "a").tar());
        byte[] whiteout = gzip(new Packing().add("opt/orders/.wh.a.txt", "").tar());
        byte[] opaque = gzip(new Packing().add("opt/orders/.wh..wh..opq", "").tar());
        byte[] newer = gzip(new Packing().add("opt/orders/a.txt", "newer").tar());
        String there = "PASSED file a.txt <- DIR/orders.tar!/opt/orders/a.txt\n";

        for (byte[][] layers : new byte[][][] {{a}, {a, whiteout, a}, {a, opaque, a}, {a, newer, a}, {a, a}}) {
            assertEquals(
                    there,
                    new Lists(dir)
                            .of(
                                    Deployment.ofPackage(layout(layers).tar(dir.resolve("orders.tar"))),
                                    file("a.txt").containing("a").atMost("1B")));
        }
        for (byte[][] layers : new byte[][][] {{a, whiteout}, {a, whiteout, a, whiteout}, {a, a, opaque}}) {
            assertEquals(
                    "FAILED file a.txt",
                    new Lists(dir)
                            .of(Deployment.ofPackage(layout(layers).tar(dir.resolve("orders.tar"))), file("a.txt"))
                            .lines()
                            .findFirst()
                            .orElse(""));
        }
    }

    /** The bounds are those of the package, and not of each layer. */
    @Test
    void layersCountTogether() throws IOException {
        Packing many = new Packing();
        for (int i = 0; i < 40; i++) {
            many.add("file" + i, "x");
        }
        byte[] layer = gzip(many.tar());
        byte[][] layers = new byte[30][];
        Arrays.fill(layers, layer);
        Path image = layout(layers).unpackedTo(Files.createDirectory(dir.resolve("image")));

        assertEquals(
                "image: it has more than 1000 entries",
                assertThrows(
                                DeploymentException.class,
                                () -> OpenedPackage.open(image, new UnpackLimits(1000, 1_000_000)))
                        .getMessage()
                        .replace(dir + "/", ""));
        // Read once: its bytes come out once.
        OpenedPackage.open(image, new UnpackLimits(2000, 50_000));
        assertEquals(
                "more than 50000 bytes come out of it",
                assertThrows(
                                DeploymentException.class,
                                () -> OpenedPackage.open(
                                        layout(
                                                        gzip(new Packing()
                                                                .add("a", new byte[30_000])
                                                                .tar()),
                                                        gzip(new Packing()
                                                                .add("b", new byte[30_000])
                                                                .tar()))
                                                .unpackedTo(Files.createDirectory(dir.resolve("two"))),
                                        new UnpackLimits(2000, 50_000)))
                        .getMessage()
                        .replaceAll(".*: ", ""));
    }
}
