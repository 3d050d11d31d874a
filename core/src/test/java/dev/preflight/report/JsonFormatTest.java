package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.preflight.Preflight;
import dev.preflight.check.Phase;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFormatTest {
    private static final Path SCHEMA = Path.of("../docs/report.schema.json");
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @Test
    void everyReportIsValid() throws IOException {
        Schema schema = schema(read());
        for (Report report : Reports.all()) {
            assertEquals(List.of(), schema.validate(json(report), InputFormat.JSON));
        }
        assertEquals(List.of(), schema.validate(json(Reports.tenThousandFailures()), InputFormat.JSON));
    }

    /** The schema lets later versions add members; this version has no member that it does not describe. */
    @Test
    void everyMemberIsDescribedAndRequired() throws IOException {
        JsonNode closed = read();
        close(closed);
        Schema schema = schema(closed);
        for (Report report : Reports.all()) {
            assertEquals(List.of(), schema.validate(json(report), InputFormat.JSON));
        }
    }

    @Test
    void schemaRefusesWhatIsNoReport() throws IOException {
        Schema schema = schema(read());
        String report = json(Reports.representative());
        for (String[] change : new String[][] {
            {"\"suite\": \"orders\",", ""},
            {"\"schemaVersion\": 1", "\"schemaVersion\": 2"},
            {"\"verdict\": \"failed\"", "\"verdict\": \"great\""},
            {"\"exitCode\": 78", "\"exitCode\": 1"},
            {"\"attempts\": 4", "\"attempts\": \"4\""},
            {"\"outcome\": \"warned\"", "\"outcome\": \"WARNED\""},
            {"\"code\": \"env.missing\",", ""},
            {"\"size\": -1", "\"size\": -2"},
            {"\"digest\": \"\"", "\"digest\": \"md5:00\""},
        }) {
            assertTrue(report.contains(change[0]), change[0]);
            assertFalse(
                    schema.validate(report.replace(change[0], change[1]), InputFormat.JSON)
                            .isEmpty(),
                    change[0]);
        }
    }

    @Test
    void schemaIsItselfValid() throws IOException {
        JsonNode schema = read();
        String meta = "https://json-schema.org/draft/2020-12/schema";
        assertEquals(meta, schema.get("$schema").textValue());
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(meta))
                        .validate(schema.toString(), InputFormat.JSON));
    }

    @Test
    void schemaNamesEachConstant() throws IOException {
        JsonNode schema = read();
        assertEquals(constants(Verdict.values()), names(schema.at("/properties/verdict/enum")));
        assertEquals(constants(Outcome.values()), names(schema.at("/$defs/check/properties/outcome/enum")));
        assertEquals(constants(Phase.values()), names(schema.at("/$defs/check/properties/phase/enum")));
    }

    @Test
    void codesHaveTheFormThatTheSchemaPromises() throws IOException {
        String pattern = read().at("/$defs/problem/properties/code/pattern").textValue();
        for (Code code : Code.all()) {
            assertTrue(code.id().matches(pattern), code.id());
        }
    }

    @Test
    void textsReadBackAsTheyWere() throws IOException {
        for (String text : Reports.HOSTILE) {
            assertText(text, json(Reports.saying(text)));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertText(Reports.INVISIBLE.get(text), json(Reports.saying(text)));
        }
    }

    private static void assertText(String expected, String json) throws IOException {
        JsonNode report = JACKSON.readTree(json);
        assertEquals(expected, report.get("suite").textValue());
        JsonNode check = report.at("/checks/0");
        assertEquals(expected, check.get("reason").textValue());
        assertEquals(expected, check.at("/evidence/where").textValue());
        assertEquals(expected, check.at("/rungs/0/detail").textValue());
        assertEquals(expected, check.at("/problems/0/summary").textValue());
        assertEquals(expected, check.at("/problems/0/facts/0/label").textValue());
        assertEquals(expected, check.at("/problems/1/facts/1/text").textValue());
        assertEquals(expected, check.at("/problems/1/fix").textValue());
        assertEquals(expected, report.at("/notices/0/summary").textValue());
    }

    @Test
    void ownReaderOfStrictJsonTakesIt(@TempDir Path directory) throws IOException {
        for (Report report : Reports.all()) {
            Files.writeString(directory.resolve("report.json"), json(report));
            Report read = Preflight.of("reader", file("report.json").json().having("verdict", "counts"))
                    .against(Deployment.of(Map.of()).directory(directory))
                    .run();
            assertEquals(Verdict.PASSED, read.verdict(), read::toString);
        }
    }

    @Test
    void numbersAreThoseOfTheReport() throws IOException {
        JsonNode report = JACKSON.readTree(json(Reports.representative()));
        assertEquals(20_100, report.get("tookMillis").intValue());
        assertEquals(78, report.get("exitCode").intValue());
        assertFalse(report.get("mayBoot").booleanValue());
        assertEquals(
                "{\"passed\":3,\"failed\":5,\"warned\":1,\"skipped\":1,\"inactive\":1,\"provided\":0}",
                report.get("counts").toString());
        JsonNode payments = report.at("/checks/3");
        assertEquals("backend payments", payments.get("id").textValue());
        assertEquals(4, payments.get("attempts").intValue());
        assertEquals(20_040, payments.get("tookMillis").intValue());
        assertEquals(3, payments.at("/rungs/0/tookMillis").intValue());
        assertTrue(payments.at("/problems/0/transient").booleanValue());
        assertEquals(69, payments.at("/problems/0/exitCode").intValue());
    }

    @Test
    void evidenceOfWhatIsAboutToShipIsThere(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("rates.csv"), "EUR,1");
        Report report = Preflight.of(
                        "orders", file("rates.csv"), file("key.pem").secret(), env("PORT"))
                .against(Deployment.ofPackage(directory).withEnv(Map.of("PORT", "8080")))
                .run();
        String json = json(report);

        assertEquals(List.of(), schema(read()).validate(json, InputFormat.JSON));
        JsonNode checks = JACKSON.readTree(json).get("checks");
        assertEquals(
                "{\"where\":\"" + directory + "/rates.csv\",\"size\":5,\"digest\":"
                        + "\"sha256:93ab752e8ef5a7cd73b1aba91fe3a0d2c6b1cc97e24dd54854a560e77623d5f6\"}",
                checks.at("/0/evidence").toString());
        assertEquals(
                "{\"where\":\"\",\"size\":-1,\"digest\":\"\"}",
                checks.at("/1/evidence").toString());
        assertEquals(
                "{\"where\":\"withEnv\",\"size\":-1,\"digest\":\"\"}",
                checks.at("/2/evidence").toString());
    }

    @Test
    void whatVerifiedNothingSaysSo() throws IOException {
        for (Report report : Reports.ofNothing().values()) {
            String verdict = JACKSON.readTree(json(report)).get("verdict").textValue();
            assertTrue(verdict.equals("off") || verdict.equals("nothing-checked"), verdict);
        }
    }

    @Test
    void absentRemedyIsAnEmptyText() throws IOException {
        JsonNode crashed = JACKSON.readTree(json(Reports.representative())).at("/checks/5/problems/0");
        assertEquals("check.crashed", crashed.get("code").textValue());
        assertEquals("", crashed.get("fix").textValue());
    }

    private static String json(Report report) {
        return Reports.written(new JsonFormat(), report);
    }

    private static JsonNode read() throws IOException {
        return JACKSON.readTree(Files.readString(SCHEMA));
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** Forbids other members, and checks that all of those that are described are required. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            assertEquals(
                    new TreeSet<>(fieldNames(object.get("properties"))), new TreeSet<>(names(object.get("required"))));
            object.put("additionalProperties", false);
        }
        node.forEach(JsonFormatTest::close);
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static List<String> constants(Enum<?>[] constants) {
        List<String> names = new ArrayList<>();
        for (Enum<?> constant : constants) {
            names.add(Quoted.constant(constant));
        }
        return names;
    }
}
