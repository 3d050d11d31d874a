package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.EnvSyntax;
import dev.preflight.deploy.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code EnvironmentFile=}, by the states of parse_env_file_internal() in src/basic/env-file.c of systemd (of 254 and later,
 * which know a state less of comments), and what Docker makes of the same mistakes.
 */
class SystemdEnvFileTest {
    @TempDir
    Path dir;

    private static String variables(String text) {
        Contribution into = Contribution.open();
        SystemdEnvFile.read(text, "e.env", into);
        Map<String, String> variables = new TreeMap<>();
        into.variables().forEach((name, variable) -> variables.put(name, variable.value()));
        return variables.toString();
    }

    @Test
    void everyStateIsFollowed() {
        String[][] rows = {
            // PRE_KEY, COMMENT, KEY
            {"# c\n; d\n  A=1\n\tB =2", "{A=1, B=2}"},
            {"no equals sign\nA=1", "{A=1}"},
            {"A=1\rB=2\r\nC=3", "{A=1, B=2, C=3}"},
            // PRE_VALUE
            {"A=\nB=  \nC=  x", "{A=, B=, C=x}"},
            {"A='x' \"y\"  z", "{A=xyz}"},
            {"A=\"x\"'y'", "{A=xy}"},
            // VALUE
            {"A=x y  ", "{A=x y}"},
            {"A=x 'y' \"z\"", "{A=x 'y' \"z\"}"},
            {"A=a=b", "{A=a=b}"},
            // VALUE_ESCAPE
            {"A=a\\nb", "{A=anb}"},
            {"A=one\\\ntwo", "{A=onetwo}"},
            {"A=one \\\n", "{A=one }"},
            {"A=x\\ \nB=1", "{A=x , B=1}"},
            {"A=one\\\r\nB=1", "{A=one, B=1}"},
            {"A=\\\"x", "{A=\"x}"},
            // SINGLE_QUOTE_VALUE
            {"A='a\nb\\n'", "{A=a\nb\\n}"},
            {"A='not closed\nB=1", "{A=not closed\nB=1}"},
            // DOUBLE_QUOTE_VALUE, DOUBLE_QUOTE_VALUE_ESCAPE
            {"A=\"a\\\"b\\\\c\\$d\\`e\\nf\"", "{A=a\"b\\c$d`e\\nf}"},
            {"A=\"a\\\nb\"", "{A=ab}"},
            {"A=\" x \"", "{A= x }"},
            {"A=\"x \" ", "{A=x }"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], variables(row[0]), row[0]);
        }
    }

    private String checked(String text, EnvSyntax syntax, dev.preflight.check.Check<?>... checks) throws IOException {
        Path file = Files.writeString(dir.resolve("e.env"), text);
        return new Lists(dir).of(Deployment.planned().withEnvFile(file, syntax), checks);
    }

    @Test
    void commentThatEndsWithABackslashIsReadInBothWays() throws IOException {
        assertEquals(
                """
                PROVIDED env HOSTS: DIR/e.env, line 1: before systemd 254 this comment goes on in the next line, and since 254 it does not
                PASSED env PORT <- DIR/e.env, line 3
                  deployment.manifest: a comment that ends with a backslash, which takes the next line along before systemd 254, and does not since
                  found: DIR/e.env, line 1: HOSTS depends on the version
                  fix: take the backslash off the end of the comment
                """,
                checked("# hosts, see wiki \\\nHOSTS=a,b\nPORT=1\n", EnvSyntax.SYSTEMD, env("HOSTS"), env("PORT")));
    }

    @Test
    void commentThatMakesNoDifferenceIsNone() throws IOException {
        String passed = "PASSED env PORT <- DIR/e.env, line 3\n";

        assertEquals(passed, checked("# one \\\n# two\nPORT=1\n", EnvSyntax.SYSTEMD, env("PORT")));
        assertEquals(passed, checked("# one \\\n\nPORT=1\n", EnvSyntax.SYSTEMD, env("PORT")));
        assertEquals(passed, checked("# one \\ two\n# a\\b\nPORT=1\n", EnvSyntax.SYSTEMD, env("PORT")));
        assertEquals(passed, checked("# one \\\nPORT=1\nPORT=1\n", EnvSyntax.SYSTEMD, env("PORT")));
    }

    @Test
    void commentBehindAValueStaysInIt() throws IOException {
        for (String value : new String[] {"\"x\"   # note", "x # note", "'x'\t#note", " # note", "x #"}) {
            assertEquals("""
                    PASSED env MODE <- DIR/e.env, line 2
                      deployment.manifest: a comment that stays in the value, since systemd knows comments on lines of their own alone
                      found: DIR/e.env, line 2: the value of MODE has a number sign after a blank
                      fix: put the comment on a line of its own
                    """, checked("# good\nMODE=" + value + "\n", EnvSyntax.SYSTEMD, env("MODE")), value);
        }
        assertEquals("{MODE=x# note}", variables("MODE=\"x\"   # note"));
    }

    @Test
    void commentThatDockerKeepsIsAWarning() throws IOException {
        for (String value : new String[] {"1 # c", "1\t#c", " # c"}) {
            assertEquals("""
                    PASSED env A <- DIR/e.env, line 1
                      deployment.manifest: a comment that stays in the value, since docker knows comments on lines of their own alone
                      found: DIR/e.env, line 1: the value of A has a number sign after a blank
                      fix: put the comment on a line of its own
                    """, checked("A=" + value + "\n", EnvSyntax.DOCKER, env("A")), value);
        }
    }

    @Test
    void numberSignThatIsMeantSoIsNoComment() throws IOException {
        for (String value : new String[] {"a#b", "#fff", "http://x/#y", "'a #b'", "\"a #b\""}) {
            assertEquals(
                    "PASSED env A <- DIR/e.env, line 1\n",
                    checked("A=" + value + "\n", EnvSyntax.DOCKER, env("A").verbatim()),
                    value);
            assertEquals(
                    "PASSED env A <- DIR/e.env, line 1\n",
                    checked("A=" + value + "\n", EnvSyntax.SYSTEMD, env("A")),
                    value);
        }
    }
}
