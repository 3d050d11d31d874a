package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HavingKeysTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private String problem(String content, String... keys) throws IOException {
        run().write("app.yaml", content);
        return run().problem(file("app.yaml").yaml().having(keys));
    }

    @Test
    void keysOfAllFormsAreFound() throws IOException {
        run().write("app.json", """
                        {"a": {"b.c": {"d": 1}, "b": {"x": 2}}, "e.f": false, "list": [{"host": "h"}, [0, 1]], "a.y": 3,
                         "empty": [], "nothing": {}}
                        """);
        Document document = run().value(file("app.json")
                .json()
                .having("a.b.c.d", "a.b.x", "e.f", "list.0.host", "list.1.1", "a.y", "empty", "nothing"));
        assertEquals(Optional.of("1"), document.text("a.b.c.d"));
        assertEquals(Optional.of("h"), document.text("list.0.host"));
        for (String absent : new String[] {
            "list.2",
            "list.-1",
            "list.x",
            "list.",
            "list.1234567890",
            "list.0.host.x",
            "e.f.g",
            "a.b.",
            ".a",
            "a..b",
            "b"
        }) {
            assertEquals(Optional.empty(), document.find(absent), absent);
        }
        assertEquals("Document[JSON]", document.toString());
    }

    @Test
    void missingKeyIsAProblem() throws IOException {
        assertEquals("""
                file.key-missing: lacks a key
                lacks: payments.endpoint
                fix: add it to DIR/app.yaml
                """, problem("other: 1\n", "payments.endpoint"));
    }

    @Test
    void severalKeysAreOneProblem() throws IOException {
        assertEquals("""
                file.key-missing: lacks 4 keys
                lacks: one, two
                empty: blank, nothing
                fix: add them to DIR/app.yaml
                """, problem("blank: '  '\nnothing: ~\nok: 0\n", "one", "blank", "ok", "two", "nothing"));
    }

    @Test
    void manyMissingKeysAreCut() throws IOException {
        String[] keys = new String[12];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "key-number-" + (char) ('a' + i) + i * 1111;
        }
        String problem = problem("x: 1\n", keys);
        assertEquals("file.key-missing: lacks 12 keys", problem.split("\n")[0]);
        assertEquals(true, problem.contains("key-number-j9999 and 2 more\n"), problem);
    }

    @Test
    void nullIsEmptyInJsonToo() throws IOException {
        run().write("app.json", "{\"a\": null, \"b\": [null]}");
        assertEquals("""
                file.key-missing: lacks 2 keys
                empty: a, b.0
                fix: add them to DIR/app.json
                """, run().problem(file("app.json").json().having("a", "b.0")));
        assertEquals(Optional.empty(), run().value(file("app.json").json()).find("a"));
    }

    @Test
    void rootThatIsNoObjectLacksEveryKey() throws IOException {
        run().write("app.json", "null");
        assertEquals("""
                file.key-missing: lacks a key
                lacks: a.b
                fix: add it to DIR/app.json
                """, run().problem(file("app.json").json().having("a.b")));
    }

    @Test
    void misspeltLastPartIsSuggestedWithItsPath() throws IOException {
        assertEquals("""
                file.key-missing: lacks a key
                lacks: payments.endpoint
                found: payments.endpont is there; is payments.endpoint meant?
                fix: add it to DIR/app.yaml
                """, problem("payments: {endpont: x}\n", "payments.endpoint"));
    }

    @Test
    void misspeltFirstPartIsSuggested() throws IOException {
        assertEquals("""
                file.key-missing: lacks a key
                lacks: payments.endpoint
                found: payment is there; is payments meant?
                fix: add it to DIR/app.yaml
                """, problem("payment: {endpoint: x}\n", "payments.endpoint"));
    }

    @Test
    void misspeltKeyInAListIsSuggested() throws IOException {
        assertEquals("""
                file.key-missing: lacks a key
                lacks: brokers.0.host
                found: brokers.0.hots is there; is brokers.0.host meant?
                fix: add it to DIR/app.yaml
                """, problem("brokers: [{hots: x}]\n", "brokers.0.host"));
    }

    @Test
    void indexBeyondTheListIsNotGuessedAt() throws IOException {
        assertEquals("""
                file.key-missing: lacks a key
                lacks: brokers.1.host
                fix: add it to DIR/app.yaml
                """, problem("brokers: [{host: x}]\n", "brokers.1.host"));
    }

    @Test
    void misspeltKeyOfPropertiesIsSuggestedWhole() throws IOException {
        run().write("app.properties", "payments.endpont=x\nempty=\n");
        assertEquals("""
                file.key-missing: lacks 2 keys
                lacks: payments.endpoint
                empty: empty
                found: payments.endpont is there; is payments.endpoint meant?
                fix: add them to DIR/app.properties
                """, run().problem(file("app.properties").properties().having("payments.endpoint", "empty")));
    }

    @Test
    void keysAreAddedToThoseDeclaredBefore() throws IOException {
        run().write("app.json", "{}");
        assertEquals("""
                file.key-missing: lacks 2 keys
                lacks: first, second
                fix: add them to DIR/app.json
                """, run().problem(file("app.json").json().having("first").having("second")));
    }

    @Test
    void itemsOfListsMayStandInBrackets() throws IOException {
        run().write("app.yaml", "servers: [{host: a, ports: [1, 2]}]\n'x[0]': literal\n");
        Document document = run().value(
                        file("app.yaml").yaml().having("servers[0].host", "servers[0].ports[1]", "servers.0.ports[0]"));
        assertEquals(Optional.of("2"), document.text("servers[0].ports[1]"));
        assertEquals(Optional.of("literal"), document.text("x[0]"));
        assertEquals("""
                file.key-missing: lacks 2 keys
                lacks: servers[1].host, servers[x]
                fix: add them to DIR/app.yaml
                """, run().problem(file("app.yaml").yaml().having("servers[1].host", "servers[x]")));
        run().write("app.properties", "servers[0].host=a\n");
        run().value(file("app.properties").properties().having("servers[0].host"));
    }

    @Test
    void keysNeedAFormatThatHasThem() {
        assertEquals(
                "file a.toml: having() needs properties(), json(), yaml(), xml() or parsedAs() before it",
                assertThrows(IllegalStateException.class, () -> file("a.toml").having("a"))
                        .getMessage());
    }

    @Test
    void badKeysAreRefusedWhereTheyAreDeclared() {
        ConfigFile<Document> file = file("a.json").json();
        assertEquals(
                "key is blank",
                assertThrows(IllegalArgumentException.class, () -> file.having("a", " "))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> file.having((String) null));
    }
}
