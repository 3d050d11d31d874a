package dev.preflight.junit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.preflight.Preflight;
import dev.preflight.audit.Audit;
import dev.preflight.audit.Findings;
import dev.preflight.docs.GeneratedFile;
import dev.preflight.docs.Page;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Makes tests of checks, for the test suite of the application.
 *
 * <pre>{@code
 * class OrdersPreflightTest {
 *     @TestFactory
 *     Stream<DynamicTest> shippedConfigIsComplete() {
 *         return PreflightTests.of(Orders.PREFLIGHT.against(Deployment.of(VARIABLES).directory(Path.of("src/main/release")))
 *                 .only(Phase.OFFLINE));
 *     }
 *
 *     @TestFactory
 *     Stream<DynamicTest> documentationAndCodeAgree() {
 *         return Stream.of(
 *                 PreflightTests.documentationIsCurrent(Orders.PREFLIGHT, Path.of("docs/configuration.md")),
 *                 PreflightTests.everythingReadIsDeclared(Orders.PREFLIGHT, Path.of("target/classes")));
 *     }
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // JUnit is on the module path of those who call this.
public final class PreflightTests {
    private PreflightTests() {}

    /**
     * Runs a suite once and tells how each check ended, in a test that is named as the report names the check. One that
     * failed fails, with what is wrong and how to mend it. One that was skipped or does not apply is aborted with the
     * reason, and so is one that failed and only warns. Warnings of a check that passed are printed to the standard
     * error stream.
     *
     * @param suite the suite; where it looks, and which phases it has, is up to {@link Preflight#against} and
     *     {@link Preflight#only}
     * @return one test for each check, in the order of the declaration; one that fails if the run checked nothing,
     *     because {@code PREFLIGHT=off} is in force there
     * @throws NullPointerException if {@code suite} is null
     */
    public static Stream<DynamicTest> of(Preflight suite) {
        Report report = suite.run();
        List<DynamicTest> tests = new ArrayList<>();
        for (Problem notice : report.notices()) {
            System.err.println("preflight " + report.suite() + ": " + ProblemText.of(notice));
        }
        if (report.results().isEmpty()) {
            tests.add(dynamicTest("preflight " + report.suite(), () -> Assertions.fail("nothing was checked")));
        }
        for (CheckResult result : report.results()) {
            tests.add(dynamicTest(result.check().id(), () -> tell(result)));
        }
        return tests.stream();
    }

    private static void tell(CheckResult result) {
        switch (result.outcome()) {
            case PASSED -> {
                for (Problem problem : result.problems()) {
                    System.err.println("WARN  " + result.check().id() + "  " + ProblemText.of(problem));
                }
            }
            case FAILED -> Assertions.fail(ProblemText.of(result.problems()));
            case WARNED -> Assumptions.abort("only warns: " + ProblemText.of(result.problems()));
            case SKIPPED, INACTIVE, PROVIDED -> Assumptions.abort(result.reason());
            default -> throw new AssertionError(result.outcome());
        }
    }

    /**
     * A test that committed documentation is what the declaration says. Which {@linkplain Page page} it is, the name of
     * the file tells: {@code .env.example}, {@code .env.schema}, {@code *.yaml} for manifests, and the reference in
     * Markdown for others. A failure shows the difference.
     *
     * @param suite the suite
     * @param file the file, relative to the working directory of the tests or absolute
     * @return the test
     * @throws NullPointerException if an argument is null
     */
    public static DynamicTest documentationIsCurrent(Preflight suite, Path file) {
        Page page = Page.forFile(file);
        GeneratedFile generated = GeneratedFile.of(page, Objects.requireNonNull(suite, "suite"), file);
        return dynamicTest("documentation " + file, () -> {
            String difference = generated.difference();
            if (!difference.isEmpty()) {
                Assertions.fail("stale; run the application with --preflight=" + page.command() + " --write " + file
                        + "\n" + difference);
            }
        });
    }

    /**
     * A test that the application's own classes read nothing that nobody declared, and that something reads all that is
     * declared there; {@link Audit} says what that means. A failure lists the findings.
     *
     * @param suite the suite
     * @param places directories of classes, such as {@code target/classes}, or jars
     * @return the test
     * @throws NullPointerException if an argument is null
     */
    public static DynamicTest everythingReadIsDeclared(Preflight suite, Path... places) {
        Audit audit = Audit.of(suite);
        Path[] copy = places.clone();
        return dynamicTest("audit " + suite.name(), () -> {
            Findings findings = audit.scan(copy);
            if (!findings.isClean()) {
                Assertions.fail(findings.toString());
            }
        });
    }
}
