package dev.preflight.deploy;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Document;
import dev.preflight.check.Phase;
import dev.preflight.problem.DeploymentException;
import dev.preflight.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageTest {
    private static final ConfigFile<Document> CONFIG =
            file("config/app.yaml").yaml().having("payments.endpoint");
    private static final String YAML = "payments:\n  endpoint: https://payments.example.com\n";

    @TempDir
    Path dir;

    private Lists lists;

    @BeforeEach
    void writeWhatCameOfIt() {
        lists = new Lists(dir);
    }

    private static Packing complete() {
        return new Packing()
                .directory("config")
                .add("config/app.yaml", YAML)
                .add("config/logback.xml", "<configuration/>")
                .add("bin/orders", "#!/bin/sh\n", 0755);
    }

    private static Packing incomplete() {
        return new Packing().add("config/app.yml", YAML).add("config/logback.xml", "<configuration/>");
    }

    private List<Path> allForms(Packing packing, String name) throws IOException {
        return List.of(
                packing.zip(dir.resolve(name + ".zip")),
                packing.tar(dir.resolve(name + ".tar")),
                packing.tarGz(dir.resolve(name + ".tar.gz")),
                packing.unpackedTo(Files.createDirectory(dir.resolve(name))));
    }

    @Test
    void completePackagePassesInEveryForm() throws IOException {
        for (Path path : allForms(complete(), "orders")) {
            String in = Files.isDirectory(path) ? "DIR/orders" : "DIR/" + path.getFileName() + "!";

            assertEquals("""
                    PASSED file config/app.yaml <- IN/config/app.yaml
                    PASSED directory config <- IN/config
                    """.replace("IN", in), lists.of(Deployment.ofPackage(path), CONFIG, directory("config")));
        }
    }

    @Test
    void fileThatWasLeftOutFailsInEveryFormAndNamesItsNeighbours() throws IOException {
        for (Path path : allForms(incomplete(), "orders")) {
            String in = Files.isDirectory(path) ? "DIR/orders" : "DIR/" + path.getFileName() + "!";

            assertEquals("""
                    FAILED file config/app.yaml
                      file.missing: not found
                      looked: IN/config: exists, holds app.yml, logback.xml
                      fix: ship config/app.yaml with the deployment; did you mean app.yml?
                    FAILED directory data
                      directory.missing: not found
                      looked: IN: exists, holds config
                      fix: create the directory, or mount it
                    """.replace("IN", in), lists.of(Deployment.ofPackage(path), CONFIG, directory("data")));
        }
    }

    @Test
    void everyDepthOfAFileIsCheckedInside() throws IOException {
        Packing packing = new Packing()
                .add("broken.yaml", "a: [1\n")
                .add("lacking.yaml", "payments:\n  endpiont: x\n")
                .add("empty.txt", "")
                .add("large.txt", "x".repeat(2000))
                .add("other.txt", "hello")
                .directory("dir.txt");
        Check<?>[] checks = {
            file("broken.yaml").yaml(),
            file("lacking.yaml").yaml().having("payments.endpoint"),
            file("empty.txt"),
            file("large.txt").atMost("1KB"),
            file("other.txt").containing("bye"),
            file("other.txt").checksum("sha256:" + "0".repeat(64)),
            file("dir.txt")
        };
        String expected = """
                file.malformed: not valid YAML
                file.key-missing: lacks a key
                file.empty: empty
                file.too-large: larger than 1,000 B
                file.text-missing: lacks a text
                file.checksum: has another content than was declared
                file.not-regular: not a regular file
                """;
        for (Path path : allForms(packing, "orders")) {
            StringBuilder codes = new StringBuilder();
            for (Check<?> check : checks) {
                Report report = Preflight.of("test", check)
                        .against(Deployment.ofPackage(path))
                        .run();
                var problem = report.results().get(0).problems().get(0);
                codes.append(problem.code())
                        .append(": ")
                        .append(problem.summary())
                        .append('\n');
            }
            assertEquals(expected, codes.toString(), path::toString);
        }
    }

    @Test
    void sizeAndDigestAreThoseOfTheContent() throws IOException {
        for (Path path : allForms(new Packing().add("abc.txt", "abc"), "orders")) {
            Report report = Preflight.of("test", file("abc.txt"))
                    .against(Deployment.ofPackage(path))
                    .run();

            assertEquals(3, report.results().get(0).evidence().size());
            // FIPS 180-4, the example of one block
            assertEquals(
                    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                    report.results().get(0).evidence().digest());
        }
    }

    @Test
    void neitherSizeNorDigestOfASecretIsTold() throws IOException {
        Path zip = new Packing().add("key.pem", "hunter2hunter2", 0600).zip(dir.resolve("orders.zip"));

        Report report = Preflight.of("test", file("key.pem").secret())
                .against(Deployment.ofPackage(zip))
                .run();

        assertEquals("PASSED file key.pem <- DIR/orders.zip!/key.pem\n", lists.of(report));
        assertEquals(-1, report.results().get(0).evidence().size());
        assertEquals("", report.results().get(0).evidence().digest());
    }

    @Test
    void modesAreThoseThatTheArchiveRecords() throws IOException {
        Packing packing = new Packing().add("open.pem", "secret one", 0644).add("wide.pem", "secret two", 0666);
        for (Path path : List.of(packing.zip(dir.resolve("orders.zip")), packing.tar(dir.resolve("orders.tar")))) {
            String in = "DIR/" + path.getFileName() + "!";

            assertEquals(
                    """
                    PASSED file open.pem <- IN/open.pem
                      file.exposed: a secret that every user of the machine may read
                      found: IN/open.pem has mode o+r
                      fix: chmod o-r IN/open.pem
                    FAILED file wide.pem
                      file.world-writable: a secret that every user of the machine may write
                      found: IN/wide.pem has mode o+w
                      fix: chmod o-rw IN/wide.pem, and replace the secret
                    """.replace("IN", in),
                    lists.of(
                            Deployment.ofPackage(path),
                            file("open.pem").secret(),
                            file("wide.pem").secret()));
        }
    }

    @Test
    void linksLeadToWhereTheyWillLead() throws IOException {
        Packing packing = new Packing()
                .add("current/app.yaml", YAML)
                .add("relative", "->current/app.yaml")
                .add("config", "->current")
                .add("broken", "->nowhere")
                .add("a", "->b")
                .add("b", "->a");
        for (Path path : allForms(packing, "orders")) {
            String in = Files.isDirectory(path) ? "DIR/orders" : "DIR/" + path.getFileName() + "!";

            assertEquals(
                    """
                    PASSED file relative <- IN/current/app.yaml
                    PASSED file config/app.yaml <- IN/current/app.yaml
                    FAILED file broken
                      file.missing: not found
                      found: IN/broken is a link to nowhere, which does not exist
                      fix: mount or ship what the link leads to
                    FAILED file a
                      file.missing: not found
                      found: IN/a is a link to b, which leads back to it
                      fix: mount or ship what the link leads to
                    """.replace("IN", in),
                    lists.of(Deployment.ofPackage(path), file("relative"), CONFIG, file("broken"), file("a")));
        }
    }

    @Test
    void packageAloneDoesNotShowTheEnvironmentAndTheMachine() throws IOException {
        Path zip = complete().zip(dir.resolve("orders.zip"));

        assertEquals(
                """
                PROVIDED env PORT: neither an env file nor a manifest was given
                PASSED env MODE
                PROVIDED file /etc/orders.yaml: it lies outside of the package, on the machine
                """,
                lists.of(
                        Deployment.ofPackage(zip),
                        env("PORT").port(),
                        env("MODE").orElse("fast"),
                        file("/etc/orders.yaml")));
    }

    @Test
    void itRunsTheSameInATest() throws IOException {
        Preflight suite = Preflight.of("orders", env("PORT").port(), CONFIG);

        suite.against(Deployment.ofPackage(complete().zip(dir.resolve("orders.zip"))))
                .only(Phase.OFFLINE)
                .verify();

        Path broken = incomplete().zip(dir.resolve("broken.zip"));
        PreflightException e = assertThrows(
                PreflightException.class,
                () -> suite.against(Deployment.ofPackage(broken))
                        .only(Phase.OFFLINE)
                        .verify());
        assertEquals(78, e.report().exitCode());
    }

    @Test
    void rootSaysWhereThePackageIsUnpacked() throws IOException {
        Path zip = complete().zip(dir.resolve("orders.zip"));
        Deployment deployment = Deployment.ofPackage(zip).root("opt/orders");

        assertEquals(
                """
                PASSED file config/app.yaml <- DIR/orders.zip!/config/app.yaml
                PASSED file /opt/orders/config/app.yaml <- DIR/orders.zip!/config/app.yaml
                FAILED file /opt/orders/app.yaml
                  file.missing: not found
                  looked: DIR/orders.zip!: exists, holds bin, config
                  fix: ship /opt/orders/app.yaml with the deployment
                PROVIDED file /opt/other/app.yaml: it lies outside of the package, on the machine
                """,
                lists.of(
                        deployment,
                        CONFIG,
                        file("/opt/orders/config/app.yaml"),
                        file("/opt/orders/app.yaml"),
                        file("/opt/other/app.yaml")));
    }

    @Test
    void rootIsTheDirectoryOfTheApplicationInAPackageThatHoldsIt() throws IOException {
        Path tar = new Packing()
                .add("opt/orders/config/app.yaml", YAML)
                .add("etc/orders/orders.env", "A=1")
                .tar(dir.resolve("orders.tar"));

        assertEquals(
                """
                PASSED file config/app.yaml <- DIR/orders.tar!/opt/orders/config/app.yaml
                PASSED file /etc/orders/orders.env <- DIR/orders.tar!/etc/orders/orders.env
                PROVIDED file /etc/hosts: it lies outside of the package, on the machine
                """,
                lists.of(
                        Deployment.ofPackage(tar).root("/opt/orders"),
                        CONFIG,
                        file("/etc/orders/orders.env"),
                        file("/etc/hosts")));
    }

    @Test
    void unpackedImageIsAWholeFileSystemWithItsOwnAbsoluteLinks() throws IOException {
        Path image = new Packing()
                .add("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .directory("usr")
                .add("opt/orders-1.2/config/app.yaml", YAML)
                .add("opt/orders", "->/opt/orders-1.2")
                .unpackedTo(Files.createDirectory(dir.resolve("image")));

        assertEquals(
                """
                PASSED file config/app.yaml <- DIR/image/opt/orders-1.2/config/app.yaml
                PASSED file /opt/orders/config/app.yaml <- DIR/image/opt/orders-1.2/config/app.yaml
                FAILED file /etc/orders.yaml
                  file.missing: not found
                  looked: DIR/image/etc: exists, holds passwd
                  fix: ship /etc/orders.yaml with the deployment
                """,
                lists.of(
                        Deployment.ofPackage(image).root("opt/orders"),
                        CONFIG,
                        file("/opt/orders/config/app.yaml"),
                        file("/etc/orders.yaml")));
    }

    @Test
    void pathInAVariableIsLookedUpInThePackage() throws IOException {
        Path zip = complete().zip(dir.resolve("orders.zip"));
        Deployment deployment = Deployment.ofPackage(zip).withEnv(Map.of("CONFIG", "config/app.yaml"));

        assertEquals("""
                PASSED env CONFIG <- withEnv
                PASSED file CONFIG <- DIR/orders.zip!/config/app.yaml
                """, lists.of(deployment, file(env("CONFIG").path())));
    }

    /** The default of Maven's assembly plugin and of Gradle's distribution plugin. */
    @Test
    void archiveWithATopFolderSaysWhereTheApplicationStarts() throws IOException {
        Packing packing = new Packing()
                .directory("orders-1.4.2")
                .add("orders-1.4.2/config/app.yaml", "a: 1")
                .add("orders-1.4.2/bin/orders", "#!/bin/sh", 0755);
        for (Path path : new Path[] {
            packing.zip(dir.resolve("orders.zip")),
            packing.tarGz(dir.resolve("orders.tar.gz")),
            packing.unpackedTo(Files.createDirectory(dir.resolve("dist")))
        }) {
            String name = "DIR/" + path.getFileName() + (Files.isDirectory(path) ? "" : "!");
            assertEquals(
                    """
                    FAILED file config/app.yaml
                      file.missing: not found
                      looked: NAME: exists, holds orders-1.4.2
                      fix: the application starts in orders-1.4.2: say so with --root orders-1.4.2, or root("orders-1.4.2")
                    FAILED directory config
                      directory.missing: not found
                      looked: NAME: exists, holds orders-1.4.2
                      fix: the application starts in orders-1.4.2: say so with --root orders-1.4.2, or root("orders-1.4.2")
                    FAILED file config/other.yaml
                      file.missing: not found
                      looked: NAME: exists, holds orders-1.4.2
                      fix: ship config/other.yaml with the deployment
                    """.replace("NAME", name),
                    lists.of(
                            Deployment.ofPackage(path),
                            file("config/app.yaml"),
                            directory("config"),
                            file("config/other.yaml")));
            assertEquals(
                    "PASSED file config/app.yaml <- " + name + "/orders-1.4.2/config/app.yaml\n",
                    lists.of(Deployment.ofPackage(path).root("orders-1.4.2"), file("config/app.yaml")));
        }
    }

    @Test
    void tarsInXzAndBzip2AreRead() throws IOException {
        byte[] tar = new Packing().add("a.txt", "a").tar();
        Path xz = dir.resolve("orders.tar.xz");
        try (OutputStream out = new XZCompressorOutputStream(Files.newOutputStream(xz))) {
            out.write(tar);
        }
        Path bzip2 = dir.resolve("orders.tar.bz2");
        try (OutputStream out = new BZip2CompressorOutputStream(Files.newOutputStream(bzip2))) {
            out.write(tar);
        }

        for (Path path : new Path[] {xz, bzip2}) {
            assertEquals(
                    "PASSED file a.txt <- DIR/" + path.getFileName() + "!/a.txt\n",
                    lists.of(Deployment.ofPackage(path), file("a.txt")));
        }
        byte[] cut = Arrays.copyOf(Files.readAllBytes(xz), 60);
        Path broken = Files.write(dir.resolve("cut.tar.xz"), cut);
        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.ofPackage(broken));
        assertEquals(broken + ": it is cut off", e.getMessage());
    }
}
