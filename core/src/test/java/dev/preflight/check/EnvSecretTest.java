package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Leaks;
import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvSecretTest {
    private static final String MARKER = "Zq7/Wv9+Kx2";

    static List<EnvVar<?>> types() {
        return EnvNastyValuesTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void secretOfAnyTypeStaysOut(EnvVar<?> type) {
        for (String value : List.of(
                MARKER,
                '"' + MARKER + '"',
                MARKER + "\n",
                "${" + MARKER + "}",
                "http://" + MARKER,
                MARKER + ":99999999",
                "http:" + MARKER,
                "5" + MARKER,
                "1," + MARKER,
                "P" + MARKER,
                " " + MARKER + " ")) {
            Leaks.assertNone(MARKER, EnvReports.run(type.secret(), "X", value));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void userInfoOfAUrlStaysOutWhateverTheTypeIs(EnvVar<?> type) {
        String password = "Zq7Wv9Kx2";
        for (String value : List.of(
                "https://orders:" + password + "@db/shop",
                "\"https://orders:" + password + "@db/shop\"",
                "https://orders:" + password + "@db/shop\n",
                "https://orders:" + password + "@db/${DB}",
                "https://orders:" + password + "@db/shop%zz",
                "k1:80,https://orders:" + password + "@db:99999/shop",
                "5https://" + password + "@db/" + "x".repeat(500))) {
            Leaks.assertNone(password, EnvReports.run(type, "X", value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://orders:%s@db:5432/shop",
                "jdbc:postgresql://db/shop?user=orders&password=%s&ssl=true",
                "jdbc:postgresql://db/shop?user=orders&sslpassword=%s",
                "jdbc:mysql://orders:%s@db:3306/shop?useSSL=true",
                "jdbc:mysql://db/shop?user=orders&password=%s",
                "jdbc:mysql://address=(host=db)(port=3306)(user=orders)(password=%s)/shop",
                "jdbc:mysql://(host=db,user=orders,password=%s,port=3306)/shop",
                "jdbc:mariadb://db/shop?user=orders&password=%s&trustStorePassword=x",
                "jdbc:mariadb://db/shop?trustStorePassword=%s",
                "jdbc:sqlserver://db:1433;databaseName=shop;user=orders;password=%s;encrypt=true",
                "jdbc:sqlserver://db;user=orders;password={%s};encrypt=true",
                "jdbc:oracle:thin:orders/%s@//db:1521/shop",
                "jdbc:oracle:thin:orders/%s@db:1521:shop",
                "jdbc:oracle:thin:orders/\"%s\"@(DESCRIPTION=(ADDRESS=(HOST=db)))",
                "JDBC:ORACLE:THIN:orders/%s@db",
                "jdbc:h2:tcp://db/shop;USER=sa;PASSWORD=%s",
                "jdbc:h2:mem:shop;PASSWORD=%s;MODE=MySQL",
                "jdbc:db2://db:50000/shop:user=orders;password=%s;",
                "mongodb://orders:%s@m1:27017,m2:27017/shop",
                "amqps://orders:%s@mq",
                "redis://:%s@cache",
                "DefaultEndpointsProtocol=https;AccountKey=%s;EndpointSuffix=core",
                "host=db user=orders password='%s' dbname=shop",
                "org.apache.kafka.PlainLoginModule required username=\"orders\" password=\"%s\";"
            })
    void passwordOfAnyVendorStaysOut(String url) {
        for (String password : List.of("Zq7Wv9Kx2Tb4", "Zq7%2FWv9%40Kx2", "Zq7Wv9Kx2!Tb4Ny8")) {
            String value = url.formatted(password);
            Leaks.assertNone(password, EnvReports.run(env("X").matching("never"), "X", value));
            Leaks.assertNone(password, EnvReports.run(env("X").port(), "X", '"' + value + '"'));
            Leaks.assertNone(password, EnvReports.run(env("X").port(), "X", "'" + value + "'"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlserver://db;user=orders;password=Zq7Wv9&Kx2Tb4Ny8;encrypt=true",
                "jdbc:sqlserver://db;user=orders;password={Zq7Wv9}}Kx2;Tb4Ny8};encrypt=true",
                "jdbc:sqlserver://db;user=orders;password=Zq7Wv9 Kx2Tb4Ny8",
                "jdbc:h2:mem:x;PASSWORD=Zq7Wv9 Kx2Tb4Ny8",
                "jdbc:mysql://db/shop?password=Zq7Wv9;Kx2)Tb4Ny8&useSSL=true",
                "jdbc:postgresql://db/shop?password=Zq7Wv9'Kx2,Tb4Ny8",
                "postgresql://orders:Zq7Wv9/Kx2Tb4Ny8@db/shop",
                "postgresql://orders:/Zq7Wv9Kx2Tb4Ny8@db/shop",
                "postgresql://orders:Zq7Wv9#Kx2?Tb4Ny8@db/shop",
                "postgresql://orders:Zq7Wv9@Kx2Tb4Ny8@db/shop",
                "postgresql://orders@example.com:Zq7Wv9/Kx2Tb4Ny8@db/shop",
                "jdbc:oracle:thin:orders/Zq7Wv9/Kx2@Tb4Ny8@db/shop",
                "password=\"Zq7Wv9\\\" Kx2Tb4Ny8\""
            })
    void passwordWithCharactersThatShouldHaveBeenEncodedStaysOut(String url) {
        for (EnvVar<?> check : List.of(env("X").matching("never"), env("X").port(), env("X").url())) {
            Report report = EnvReports.run(check, "X", url);
            Leaks.assertNone("Zq7Wv9", report);
            Leaks.assertNone("Tb4Ny8", report);
        }
    }

    @Test
    void userThatTheUrlNamesElsewhereStaysReadable() {
        assertEquals("""
                FAIL  env X  not an http or https URL with a host  [env.invalid]
                      found   'postgresql://orders:[secret]@orders-db/orders'
                      why     its scheme is neither http nor https
                      fix     correct X, for example https://example.com
                """, EnvReports.problems(env("X").url(), "X", "postgresql://orders:hunter2@orders-db/orders"));
    }

    @Test
    void userThatIsNamedNowhereElseStaysOut() {
        assertEquals("""
                FAIL  env X  not an http or https URL with a host  [env.invalid]
                      found   'git://[secret]@host/x'
                      why     its scheme is neither http nor https
                      fix     correct X, for example https://example.com
                """, EnvReports.problems(env("X").url(), "X", "git://ghp_token7@host/x"));
    }

    @Test
    void userInfoStaysOutInTheFormOfBasicAuthentication() {
        EnvVar<String> url = env("X");
        Report report = Preflight.of(
                        "app",
                        probe("p", () -> {
                                    throw new IllegalStateException("Authorization: Basic b3JkZXJzOmh1bnRlcjI=");
                                })
                                .offline()
                                .needs(url))
                .against(Deployment.of(Map.of("X", "http://orders:hunter2@db/orders")))
                .run();
        assertTrue(report.toString().contains("Authorization: Basic [secret]\n"), report::toString);
    }

    @Test
    void secretStaysOutOfTheProblemsOfOtherVariables() {
        Report report = Preflight.of("app", env("A").port(), env("B").secret(), env("C").port(), env("D"))
                .against(Deployment.of(Map.of(
                        "A", "x" + MARKER + "y", "B", MARKER, "C", "u:Kw4Gy6Rr1", "D", "http://u:Kw4Gy6Rr1@h/u")))
                .run();
        Leaks.assertNone(MARKER, report);
        Leaks.assertNone("Kw4Gy6Rr1", report);
        assertTrue(report.toString().contains("found   'x[secret]y'"), report::toString);
    }

    @Test
    void defaultOfASecretStaysOutToo() {
        EnvVar<String> password = env("PASSWORD").secret().orElse(MARKER);
        Report report = Preflight.of(
                        "app",
                        probe("p", context -> {
                                    throw new IllegalStateException("no login with " + context.get(password));
                                })
                                .offline()
                                .needs(password))
                .against(Deployment.of(Map.of()))
                .run();
        Leaks.assertNone(MARKER, report);
    }

    @Test
    void secretOfAFileStaysOut(@TempDir Path directory) throws IOException {
        String path =
                Files.writeString(directory.resolve("pw"), MARKER + "\n\n").toString();
        EnvVar<String> password = env("PASSWORD").orFile().secret();
        Leaks.assertNone(MARKER, EnvReports.run(password, "PASSWORD_FILE", path));
        Leaks.assertNone(MARKER, EnvReports.run(password.verbatim().matching("never"), "PASSWORD_FILE", path));
    }

    @Test
    void secretThatStandsWhereItsFileShouldStaysOut() {
        EnvVar<String> password = env("PASSWORD").orFile().secret();
        for (String value : List.of("Zq7Wv9Kx2Tb4", MARKER, "Zq7Wv9Kx2Tb4\0", "a/b/" + MARKER)) {
            Leaks.assertNone(value, EnvReports.run(password, "PASSWORD_FILE", value));
        }
    }

    @Test
    void secretStaysOutOfTheConflictOfNames() {
        Report report = EnvReports.run(env("X").secret().deprecates("Y"), "X", MARKER, "Y", "other" + MARKER);
        Leaks.assertNone(MARKER, report);
    }

    @Test
    void publicTypesNameNoValue() {
        EnvVar<String> check = env("X").secret().orElse(MARKER).example("y");
        Deployment deployment = Deployment.of(Map.of("X", MARKER));
        Preflight suite = Preflight.of("app", check).against(deployment);
        Verified verified = suite.verify();
        for (Object each : List.of(check, check.settings(), deployment, suite, verified, verified.report())) {
            assertFalse(each.toString().contains("Zq7"), each::toString);
        }
        Preflight failing = Preflight.of(
                        "app", check.matching(".*"), env("Y").matching("never").secret())
                .against(Deployment.of(Map.of("Y", MARKER)));
        PreflightException e = assertThrows(PreflightException.class, failing::verify);
        assertFalse(e.toString().contains("Zq7"), e::toString);
    }
}
