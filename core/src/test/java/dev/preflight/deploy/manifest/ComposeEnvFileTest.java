package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.EnvSyntax;
import dev.preflight.deploy.Lists;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code .env} and {@code env_file}, by the clauses of dotenv/parser.go of compose-go 2.13.0, whose own tables (TestParsing,
 * TestExpanding, TestUnterminatedQuotes, TestLinesToIgnore, TestParseBytes) are the source of most rows.
 */
class ComposeEnvFileTest {
    private static final String FROM_SHELL = "the shell that runs Compose, as of prod.env, line ";

    @TempDir
    Path dir;

    private static Contribution read(String text) {
        Contribution into = Contribution.open();
        ComposeEnvFile.read(text, "prod.env", Map.of("SHELL", "sh"), into);
        return into;
    }

    private static String variables(String text) {
        Map<String, String> variables = new TreeMap<>();
        read(text).variables().forEach((name, variable) -> variables.put(name, variable.value()));
        return variables.toString();
    }

    private static void assertRefused(String message, String text) {
        assertEquals(
                "prod.env, line " + message,
                assertThrows(DeploymentException.class, () -> read(text), text).getMessage());
    }

    @Test
    void namesEndAtASignAndAreTrimmed() {
        String[][] rows = {
            {"FOO=bar", "{FOO=bar}"},
            {"FOO =bar", "{FOO=bar}"},
            {"FOO= bar", "{FOO=bar}"},
            {" KEY =value", "{KEY=value}"},
            {"\tKEY=value", "{KEY=value}"},
            {"OPTION_A: 1", "{OPTION_A=1}"},
            {"OPTION_A: Foo=bar", "{OPTION_A=Foo=bar}"},
            {"OPTION_A=1:B", "{OPTION_A=1:B}"},
            {"FOO.BAR=foobar", "{FOO.BAR=foobar}"},
            {"VAR-WITH-DASHES=1\na[1]=c\n1A=2", "{1A=2, VAR-WITH-DASHES=1, a[1]=c}"},
            {"árvíztűrő-TÜKÖR=é", "{árvíztűrő-TÜKÖR=é}"},
            // Of NBSP, NEL and the other blanks of Unicode too; a tab inside of a name stays.
            {"\u00a0A\u00a0=\u00a0b\u00a0\n\u3000B=2\u2003\u0085", "{A=b, B=2}"},
            {"A\tB=1", "{A\tB=1}"},
            {"A=1\r\nB=2\r\n", "{A=1, B=2}"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
    }

    @Test
    void exportIsLeftOut() {
        String[][] rows = {
            {"export OPTION_A=2", "{OPTION_A=2}"},
            {"export exportFoo=2", "{exportFoo=2}"},
            {"exportFOO=2", "{exportFOO=2}"},
            {"export_FOO =2", "{export_FOO=2}"},
            {"export.FOO= 2", "{export.FOO=2}"},
            {"export\tOPTION_A=2", "{OPTION_A=2}"},
            {"\texport OPTION_A=\"export A\"", "{OPTION_A=export A}"},
            {"export=2", "{export=2}"},
            {"export\nA=1", "{A=1}"},
            {"export SHELL\n", "{SHELL=sh}"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
        assertRefused("1: nothing follows 'export', which Compose refuses", "export ");
    }

    @Test
    void valuesWithoutQuotesEndAtACommentOrALineBreak() {
        String[][] rows = {
            {"FOO=bar ", "{FOO=bar}"},
            {"FOO=foobar=", "{FOO=foobar=}"},
            {"FOO=bar # this is foo", "{FOO=bar}"},
            {"FOO=bar #this is foo", "{FOO=bar}"},
            {"FOO=bar #", "{FOO=bar}"},
            {"FOO=123#not-an-inline-comment", "{FOO=123#not-an-inline-comment}"},
            {"FOO= # c", "{FOO=# c}"},
            {"FOO=a\t# c", "{FOO=a\t# c}"},
            {"FOO=a\\tb", "{FOO=a\\tb}"},
            {"FOO=a\"b\"", "{FOO=a\"b\"}"},
            {"FOO=\nB=1", "{B=1, FOO=}"},
            {"\n\r\n\t\t \n# Comment\n\t # comment\nA=1\n#", "{A=1}"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
    }

    @Test
    void quotesHoldAValueTogether() {
        String[][] rows = {
            {"FOO=\"bar\"", "{FOO=bar}"},
            {"FOO='bar'", "{FOO=bar}"},
            {"FOO=\"escaped\\\"bar\"", "{FOO=escaped\"bar}"},
            {"FOO='it\\'s'", "{FOO=it's}"},
            {"FOO=\"'d'\"", "{FOO='d'}"},
            {"FOO=\"bar#baz\" # comment", "{FOO=bar#baz}"},
            {"FOO=\"bar#baz\"#", "{FOO=bar#baz}"},
            {"FOO='bar#baz' # comment", "{FOO=bar#baz}"},
            {"FOO='\\n'", "{FOO=\\n}"},
            {"FOO=\"a\nb\"\nB=1", "{B=1, FOO=a\nb}"},
            {"FOO=\"a\r\nb\"", "{FOO=a\r\nb}"},
            // Another assignment may follow on the line.
            {"A=\"x\" B=\"y\"", "{A=x, B=y}"},
            {"A='x'B=y # c", "{A=x, B=y}"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
        for (String open :
                new String[] {"\"", "\"value", "\"value\\\"", "\"value'", "'", "'value", "'value\\'", "'value\""}) {
            assertRefused("1: a quote is not closed", "KEY=" + open);
        }
    }

    /** The escapes that echo of POSIX knows, inside of double quotes alone. */
    @Test
    void escapesAreUndone() {
        String[][] rows = {
            {"Z\\aZ\\bZ\\fZ\\nZ\\rZ\\tZ\\vZ\\\\Z\\0123Z", "Z\u0007Z\bZ\fZ\nZ\rZ\tZ\u000bZ\\ZSZ"},
            {"\\0101", "A"},
            {"\\0351", "\u00e9"},
            // Three digits that make a byte, or the zero is all that is lost.
            {"\\012", "\\12"},
            {"\\0", "\\"},
            {"\\0400", "\\400"},
            {"\\0189", "\\189"},
            {"\\01234", "S4"},
            {"bar\\n\\ b\\az", "bar\n\\ b\u0007z"},
            {"bar\\\\\\n", "bar\\\n"},
            {"bar\\\\r", "bar\\r"},
            // Others stay, though Go knows them.
            {"\\x07\\u12e4\\c\\e", "\\x07\\u12e4\\c\\e"},
            {"foo\\$BAR \\${BAR}", "foo$BAR ${BAR}"},
        };
        for (String[] row : rows) {
            assertEquals("{KEY=" + row[1] + "}", variables("KEY=\"" + row[0] + "\""), row[0]);
        }
    }

    @Test
    void referencesAreFilledInButForSingleQuotes() {
        String[][] rows = {
            {"FOO=test\nBAR=$FOO", "{BAR=test, FOO=test}"},
            {"FOO=test\nBAR=${FOO}bar", "{BAR=testbar, FOO=test}"},
            {"BAR=$FOO", "{BAR=}"},
            {"FOO=test\nBAR=\"quote $FOO\"", "{BAR=quote test, FOO=test}"},
            {"BAR='quote $FOO'", "{BAR=quote $FOO}"},
            {"BAR=5$ $$x $(y) $?", "{BAR=5$ $x $(y) $?}"},
            // What is outside counts before the file.
            {"SHELL=own\nBAR=$SHELL", "{BAR=sh, SHELL=own}"},
            {"A=${NO:-b c}", "{A=b c}"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
        assertRefused(
                "2: a ${ that begins no reference, which Compose refuses; write $${ if it is meant so",
                "A=1\nB=\"${NO:-a\nb}\"");
    }

    @Test
    void namesAloneComeFromTheShell() {
        assertEquals("{SHELL=sh}", variables("SHELL\n"));
        assertEquals(FROM_SHELL + 1, read("A\n").variables().get("A").origin());
        // Where the shell has none, what was set before stays.
        assertEquals("{A=1}", variables("A=1\nA\n"));
        // What follows a quote is another statement.
        assertEquals(FROM_SHELL + 1, read("A=\"x\"y\n").variables().get("y").origin());
    }

    @Test
    void nameAloneOnALastLineWithoutALineBreakIsNone() {
        Contribution read = read("B=1\nSHELL");

        assertEquals("[B]", read.variables().keySet().toString());
        Problem notice = read.notices().get(0);
        assertEquals("a name alone that Compose leaves out, since no line break follows it", notice.summary());
        assertEquals("prod.env, line 2: 'SHELL'", notice.facts().get(0).text());
    }

    @Test
    void namesThatComposeRefusesAreRefused() {
        assertRefused("1: 'FOO BAR' is no name of a variable", "FOO BAR=1");
        assertRefused("2: 'A B' is no name of a variable", "C=1\nA B\n");
        for (String sign : new String[] {"/", "@", ";", "%", "$", "\"", "(", "+", ","}) {
            assertRefused(
                    "2: '" + sign + "' in the name of a variable, which Compose refuses; is it the rest of a value that"
                            + " has no quotes around it?",
                    "B=1\nFOO" + sign + "BAR=2\n");
        }
        assertEquals(
                "a value without a name, which no variable is made of",
                read("=v").notices().get(0).summary());
    }

    private String checked(String text, dev.preflight.check.Check<?>... checks) throws IOException {
        Path file = Files.writeString(dir.resolve("shop.env"), text);
        return new Lists(dir).of(Deployment.planned().withEnvFile(file, EnvSyntax.COMPOSE), checks);
    }

    @Test
    void valueThatIsCutAtAReferenceIsAWarning() throws IOException {
        assertEquals("""
                PASSED env GREETING <- DIR/shop.env, line 2
                  deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  found: DIR/shop.env, line 2: GREETING refers to Qx7w
                  fix: write $$ for each dollar sign that is meant so, or put single quotes around the value; else set Qx7w, or give it a default: ${Qx7w:-...}
                """, checked("A=1\nGREETING=abc$Qx7w\n", env("GREETING")));
        // Of a bcrypt hash only what begins with a letter is a name.
        assertEquals("""
                PASSED env HASH <- DIR/shop.env, line 1
                  deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  found: DIR/shop.env, line 1: HASH refers to igvXS5wvtW1v9Gp8d
                  fix: write $$ for each dollar sign that is meant so, or put single quotes around the value; else set igvXS5wvtW1v9Gp8d, or give it a default: ${igvXS5wvtW1v9Gp8d:-...}
                """, checked("HASH=$2a$12$igvXS5wvtW1v9Gp8d.LE8f5\n", env("HASH")));
    }

    @Test
    void halfOfASecretIsNoNameToShow() throws IOException {
        String warning = """
                  deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  found: DIR/shop.env, line 1: NAME is cut at a dollar sign, and what follows it is not shown
                  fix: write $$ for each dollar sign that is meant so, or put single quotes around the value
                """;

        // Declared so, called so, or both.
        assertEquals(
                "PASSED env LOGIN <- DIR/shop.env, line 1\n" + warning.replace("NAME", "LOGIN"),
                checked("LOGIN=abcdef$Qx7w\n", env("LOGIN").secret()));
        assertEquals(
                "PASSED env DB_PASS <- DIR/shop.env, line 1\n" + warning.replace("NAME", "DB_PASS"),
                checked("DB_PASS=abcdef$Qx7w\n", env("DB_PASS")));
        assertEquals(
                "PASSED env PASSWORD <- DIR/shop.env, line 1\n" + warning.replace("NAME", "PASSWORD"),
                checked("PASSWORD=abcdef$Qx7w\n", env("PASSWORD").secret()));
    }

    @Test
    void whatIsMeantSoIsNoWarning() throws IOException {
        assertEquals(
                "PASSED env PASSWORD <- DIR/shop.env, line 1\n",
                checked(
                        "PASSWORD='abc$def'\nB=abc$$def\nC=5$\nD=${NO:-}\n",
                        env("PASSWORD").secret()));
    }

    @Test
    void referencesThatDoubleAValueEndInARefusal() throws IOException {
        StringBuilder text = new StringBuilder("A0=xxxxxxxxxxxxxxxx\n");
        for (int i = 1; i < 60; i++) {
            text.append("A%d=${A%d}${A%d}\n".formatted(i, i - 1, i - 1));
        }
        assertRefused("18: its references make it longer than 1,048,576 characters", text.toString());
        StringBuilder many = new StringBuilder("A=" + "x".repeat(1_000_000) + "\n");
        for (int i = 1; i < 60; i++) {
            many.append("B").append(i).append("=$A\n");
        }
        assertRefused("9: the variables are longer than 8,388,608 characters together", many.toString());
    }

    @Test
    void namesOfSecretsAreKnown() {
        for (String name : new String[] {
            "PASSWORD",
            "DB_PASSWORD",
            "PGPASSWORD",
            "dbPassword",
            "db.pw",
            "API-KEY",
            "TOKEN",
            "AUTHTOKEN",
            "JWT",
            "SAS",
            "AWS_SECRET_ACCESS_KEY"
        }) {
            assertEquals(true, SecretName.is(name), name);
        }
        for (String name : new String[] {"GREETING", "KEYBOARD", "MONKEY", "COMPASS", "AUTHOR", "HASH", "PATH", ""}) {
            assertEquals(false, SecretName.is(name), name);
        }
    }
}
