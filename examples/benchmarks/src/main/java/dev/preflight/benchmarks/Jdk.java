package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JDK of this machine that programs are timed on. */
record Jdk(int feature, Path home, String version) {
    private static final Pattern TOOLCHAIN =
            Pattern.compile("(?s)<version>(\\d+)[^<]*</version>.*?<jdkHome>([^<]+)</jdkHome>");

    /**
     * The JDKs to measure on: those that JAVA_17_HOME and JAVA_25_HOME name, or else those that Maven found on this
     * machine; the one that runs this, if there is neither.
     *
     * @param toolchains what Maven found, in the form of toolchains.xml; need not exist
     */
    static List<Jdk> ofThisMachine(Path toolchains) throws IOException {
        Map<Integer, Path> homes = new TreeMap<>();
        if (Files.exists(toolchains)) {
            Matcher found = TOOLCHAIN.matcher(Files.readString(toolchains));
            while (found.find()) {
                homes.putIfAbsent(Integer.valueOf(found.group(1)), Path.of(found.group(2)));
            }
        }
        List<Jdk> jdks = new ArrayList<>();
        for (int feature : new int[] {17, 25}) {
            String named = System.getenv("JAVA_" + feature + "_HOME");
            Path home = named == null ? homes.get(feature) : Path.of(named);
            if (home != null) {
                jdks.add(at(home));
            }
        }
        return jdks.isEmpty() ? List.of(at(Path.of(System.getProperty("java.home")))) : jdks;
    }

    private static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        String vendor = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
        return new Jdk(Runtime.Version.parse(version).feature(), home, (version + " " + vendor).strip());
    }

    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
