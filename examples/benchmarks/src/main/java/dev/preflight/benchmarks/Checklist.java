package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The checklist of a large package and of many manifests, beside reading the same by hand. */
final class Checklist implements Case {
    private static final int LIBRARIES = 200;
    private static final int BYTES_OF_EACH = 2_500_000;
    private static final int WORKLOADS = 250;
    private static final String COMMAND = "--preflight=checklist";
    /** EX_CONFIG of sysexits. */
    private static final int CONFIGURATION = 78;

    @Override
    public String name() {
        return "checklist";
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Path directory = lab.directory(name());
        Shipments.fatJar(directory.resolve("orders.jar"), LIBRARIES, BYTES_OF_EACH, Inputs.FILES.length);
        Shipments.fatJar(directory.resolve("incomplete.jar"), LIBRARIES, BYTES_OF_EACH, Inputs.FILES.length - 1);
        Shipments.envFile(directory.resolve("prod.env"));
        Shipments.manifests(directory.resolve("deploy"), WORKLOADS);
        List<Contender> contenders = List.of(
                new Contender("empty `main`", "config.Empty", ""),
                new Contender("500 MB, by hand: 10 entries asked for", "checklist.ZipByHand", "", "orders.jar"),
                preflight("500 MB, all there", "files", "--package", "orders.jar", "--env-file", "prod.env"),
                preflight("500 MB, a file missing", "files", "--package", "incomplete.jar", "--env-file", "prod.env")
                        .exit(CONFIGURATION),
                new Contender(
                        "1,000 documents, by hand: all loaded", "checklist.YamlByHand", "preflight-yaml", "deploy"),
                preflight("1,000 documents", "variables", "--kubernetes", "deploy", "--workload", "workload-125"));
        return WholeProcess.tables(lab, lab.fork(name(), Map.of()), "over empty", contenders);
    }

    private static Contender preflight(String what, String of, String where, String file, String more, String value) {
        return new Contender(
                "**" + what + ": Preflight**",
                "checklist.WithPreflight",
                "preflight-yaml",
                COMMAND,
                where,
                file,
                more,
                value,
                of);
    }
}
