package dev.preflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of the house: which package may use which, how large each may grow, and what users see. */
class PackageRulesTest {
    private static final String ROOT = "dev.preflight";
    private static final Path SOURCES = Path.of("src/main/java/dev/preflight");

    /** From each package to those that it may use. Whatever is not here is forbidden. */
    private static final Map<String, String> ARROWS = Map.ofEntries(
            Map.entry("text", ""),
            Map.entry("problem", "text"),
            Map.entry("type", "text"),
            Map.entry("syntax", "text"),
            Map.entry("diagnosis", "problem text"),
            Map.entry("deploy.tree", "syntax problem text"),
            Map.entry("deploy.manifest", "deploy.tree syntax problem text"),
            Map.entry("deploy", "deploy.manifest deploy.tree problem text"),
            Map.entry("check", "deploy diagnosis syntax type problem text"),
            Map.entry("backend.wire", "check deploy problem text"),
            Map.entry("backend.protocol", "backend.wire check problem text"),
            Map.entry("backend", "backend.protocol backend.wire check deploy problem text"),
            Map.entry("report", "check problem text"),
            Map.entry("spi", "report check deploy problem text"),
            Map.entry("run", "report check deploy diagnosis problem text"),
            Map.entry("console", "report check deploy problem text"),
            Map.entry("_", "console run spi report check deploy problem text"),
            Map.entry("checklist", "_ spi report check deploy problem text"),
            Map.entry("docs", "_ spi report check deploy problem text"),
            Map.entry("audit", "_ spi report check deploy problem text"),
            Map.entry("junit", "_ audit docs report check problem"));

    private static final Set<String> EXPORTED = Set.of(
            "dev.preflight",
            "dev.preflight.audit",
            "dev.preflight.backend",
            "dev.preflight.check",
            "dev.preflight.deploy",
            "dev.preflight.docs",
            "dev.preflight.junit",
            "dev.preflight.problem",
            "dev.preflight.report");

    /** What is still larger than the 450 lines that a file may have, most of it Javadoc: it may shrink and not grow. */
    private static final Map<String, Integer> LARGEST = Map.of(
            "Deployment.java",
            550,
            "EnvVar.java",
            490,
            "Http.java",
            500,
            "ProbeContext.java",
            460,
            "UrlCredentials.java",
            500);

    private static final JavaClasses CLASSES = imported();

    private static JavaClasses imported() {
        // What the JDK is made of does not matter here, and reading it takes half a minute.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    /** The package below the root, {@code _} for the root itself. */
    private static String room(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "_" : type.getPackageName().substring(ROOT.length() + 1);
    }

    @Test
    void arrowsRunOneWay() {
        Set<String> forbidden = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            Set<String> allowed =
                    Set.of(ARROWS.getOrDefault(room(type), "no such package").split(" "));
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                boolean isOurs = used.getPackageName().startsWith(ROOT)
                        && !used.getPackageName().equals(type.getPackageName());
                if (isOurs && !allowed.contains(room(used))) {
                    forbidden.add(type.getName() + " -> " + used.getName());
                }
            }
        }

        assertEquals("", String.join("\n", forbidden));
    }

    @Test
    void packagesAreCalledByWhatTheyAreAbout() {
        noClasses()
                .should()
                .resideInAnyPackage("..internal..", "..util..", "..utils..", "..common..", "..impl..")
                .check(CLASSES);
    }

    @Test
    void machineryIsNotExported() throws IOException {
        Set<String> exported = new TreeSet<>();
        try (InputStream in = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            for (ModuleDescriptor.Exports each : ModuleDescriptor.read(in).exports()) {
                exported.add(each.source());
            }
        }

        assertEquals(new TreeSet<>(EXPORTED), exported);
    }

    @Test
    void roomsStaySmall() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        Set<String> tooLong = new TreeSet<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                files.merge(file.getParent().toString(), 1, Integer::sum);
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > LARGEST.getOrDefault(file.getFileName().toString(), 450)) {
                    tooLong.add(file + " has " + lines.size() + " lines");
                }
            }
        }

        assertEquals(Set.of(), tooLong);
        files.forEach((folder, count) -> assertTrue(count <= 45, folder + " has " + count + " files"));
    }
}
