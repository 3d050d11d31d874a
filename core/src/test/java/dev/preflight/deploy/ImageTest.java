package dev.preflight.deploy;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Check;
import dev.preflight.Deployment;
import dev.preflight.DeploymentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    private static Packing layout() throws IOException {
        return new Packing()
                .add("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}")
                .add("index.json", "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"sha256:ff\"}]}")
                .add(
                        "blobs/sha256/ff",
                        "{\"manifests\": [{\"digest\": \"sha256:ee\", \"platform\": {\"os\": \"linux\"}},"
                                + " {\"digest\": \"sha256:dd\", \"platform\": {\"os\": \"unknown\"}}]}")
                .add(
                        "blobs/sha256/ee",
                        "{\"config\": {\"digest\": \"sha256:cc\"},"
                                + " \"layers\": [{\"digest\": \"sha256:aa\"}, {\"digest\": \"sha256:bb\"}]}")
                .add("blobs/sha256/cc", CONFIG)
                .add("blobs/sha256/aa", gzip(base().tar()))
                .add("blobs/sha256/bb", gzip(top().tar()));
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
        Path image = layout().add("blobs/sha256/aa", zstd(base().tar()))
                .add("blobs/sha256/bb", zstd(top().tar()))
                .tar(dir.resolve("zstd.tar"));
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
        Path image = layout().add("blobs/sha256/bb", Arrays.copyOf(zstd(top().tar()), 60))
                .tar(dir.resolve("orders.tar"));

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(image));
        assertEquals(image + ": layer blobs/sha256/bb: it is cut off", e.getMessage());
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
        Path image = layout().add(
                        "manifest.json",
                        "[{\"Config\": \"blobs/sha256/cc\", \"RepoTags\": null,"
                                + " \"Layers\": [\"blobs/sha256/aa\", \"blobs/sha256/bb\"]}]")
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
}
