package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures one case, prints its tables, and puts them into a page if told to. See {@code run.sh}. */
public final class Benchmarks {
    private static final List<Case> CASES = List.of(
            new Offline(),
            new Online(),
            new FanOut(),
            new Hanging(),
            new Failing(),
            new Handshakes(),
            new Protocols(),
            new Micro(),
            new Checklist(),
            new Archives());

    private Benchmarks() {}

    /**
     * Runs the command line.
     *
     * @param args the build directory; the name of a case; then {@code --rounds N} and {@code --write PAGE} if wanted
     * @throws IOException if a program cannot be run, or a page not written
     * @throws InterruptedException if somebody does not want to wait for it
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Case wanted = find(args.length > 1 ? args[1] : "");
        int rounds = wanted.rounds();
        Path page = null;
        for (int i = 2; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--rounds" -> rounds = Integer.parseInt(args[i + 1]);
                case "--write" -> page = Path.of(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        Path target = Path.of(args[0]).toAbsolutePath();
        Lab lab = new Lab(Jdk.ofThisMachine(target.resolve("jdks.xml")), new ClassPaths(target), target, rounds);
        double load = Machine.load();
        String tables = wanted.measure(lab) + "\n" + Machine.describe(lab, load) + ".\n";
        System.out.print(tables);
        if (page != null) {
            Files.writeString(page, new Page(Files.readString(page)).with(wanted.name(), tables));
        }
    }

    static List<Case> cases() {
        return CASES;
    }

    private static Case find(String name) {
        for (Case known : CASES) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw new IllegalArgumentException("no case '" + name + "', but "
                + String.join(", ", CASES.stream().map(Case::name).toList()));
    }
}
