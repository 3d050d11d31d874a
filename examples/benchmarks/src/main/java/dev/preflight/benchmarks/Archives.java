package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same boot from class archives of the JDK: AppCDS, and the AOT cache of JDK 25. */
final class Archives implements Case {
    private static final Contender EMPTY = new Contender("empty `main`", "config.Empty", "");
    private static final Contender PREFLIGHT =
            new Contender("**Preflight**, `run()`", "config.WithPreflight", "preflight", "run");
    /** The first Java that makes an AOT cache in one step. */
    private static final int ONE_STEP = 25;

    @Override
    public String name() {
        return "archives";
    }

    @Override
    public int rounds() {
        return 11;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Path directory = lab.directory(name());
        Inputs.writeFiles(directory);
        Fork fork = lab.fork(name(), Inputs.environment());
        StringBuilder text = new StringBuilder();
        for (Jdk jdk : lab.jdks()) {
            List<Contender> contenders = new ArrayList<>(List.of(EMPTY, PREFLIGHT));
            for (Contender contender : List.of(EMPTY, PREFLIGHT)) {
                String archive = jdk.feature() + "-" + contender.peer() + ".jsa";
                fork.run(jdk, contender, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off,cds+dynamic=off");
                contenders.add(
                        contender.labelled(contender.label() + ", AppCDS").jvm("-XX:SharedArchiveFile=" + archive));
                if (jdk.feature() >= ONE_STEP) {
                    String cache = jdk.feature() + "-" + contender.peer() + ".aot";
                    fork.run(jdk, contender, "-XX:AOTCacheOutput=" + cache);
                    contenders.add(contender
                            .labelled(contender.label() + ", AOT cache")
                            .jvm("-XX:AOTCache=" + cache));
                }
            }
            Lab one = new Lab(List.of(jdk), lab.classPaths(), lab.target(), lab.rounds());
            text.append(text.isEmpty() ? "" : "\n");
            text.append(WholeProcess.tables(one, fork, "over empty", contenders));
        }
        return text.toString();
    }
}
