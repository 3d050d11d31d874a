package dev.preflight.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code Environment=} of a unit, by the clauses of systemd.exec(5), systemd.syntax(7) and systemd.unit(5), and by
 * config_parse_environ(), extract_first_word(), cunescape_one() and specifier_printf() of systemd 252. The whole table is
 * held against {@code systemd-analyze verify}, which prints what it has understood.
 */
class SystemdAnalyzeTest {
    /** What follows {@code [Service]}, and what it sets; a value of {@code ?} is one of the machine. */
    private static final String[][] ROWS = {
        // Words: blanks part them, quotes hold them together and are taken off wherever they stand.
        {"Environment=A=1 B=2\tC=3", "A=1 B=2 C=3"},
        {"Environment=\"P=a b\" Q='c d'", "P=a b Q=c d"},
        {"Environment=N='x'y O=a\"b\"c", "N=xy O=abc"},
        {"Environment='R=\"x\"' S=\"it's\"", "R=\"x\" S=it's"},
        {"Environment=A= B=\"\"", "A= B="},
        {"Environment=A=1 # c", "A=1"},
        {"Environment=A=1\nEnvironment=B=2", "A=1 B=2"},
        {"Environment=A=1\nEnvironment=\nEnvironment=B=2", "B=2"},
        {"Environment=A=1 A=2", "A=2"},
        // Escapes of C, inside of quotes and outside.
        {"Environment=A=\\x41\\102\\u0043\\U00000044", "A=ABCD"},
        {"Environment=A=\\xc3\\xa9 B=1", "A=\u00e9 B=1"},
        {"Environment=A=a\\sb B=\\\\ C=\\\"x\\'", "A=a b B=\\ C=\"x'"},
        {"Environment=A=a\\tb", "A=a\tb"},
        // One that there is not takes the rest of the line away.
        {"Environment=H=1 \"F=a\\qb\" G=1", "H=1"},
        {"Environment=H=1 I=a\\x4 J=2", "H=1"},
        {"Environment=H=1 I=\\x00", "H=1"},
        {"Environment=H=1 I=\\400", "H=1"},
        {"Environment=H=1 I=\\09", "H=1"},
        {"Environment=H=1 I=\\ud800 J=1", "H=1 J=1"},
        {"Environment=H=1 I=\\U00110000", "H=1"},
        {"Environment=H=1 I=\\;", "H=1"},
        {"Environment=H=1 \"I=2 J=3", "H=1"},
        {"Environment=H=1 'I=2", "H=1"},
        {"Environment=H=1 I=\\xff J=2", "H=1 J=2"},
        // Names.
        {"Environment=1K=1 L=2 M _N=3 A-B=4 A.B=5 =6", "L=2 _N=3"},
        {"Environment=export A=1", "A=1"},
        // Percent signs.
        {"Environment=RATE=100% BAR=5%-x", "RATE=100% BAR=5%-x"},
        {"Environment=A=p%40ss B=%2F C=1", "C=1"},
        {"Environment=A=%% B=%%40 C=a%%b D=%_ E=%\u00e9 F=%. G=%%%%", "A=% B=%40 C=a%b D=%_ E=%\u00e9 F=%. G=%%"},
        {"Environment=A=%C3 B=%h C=%H", "A=? B=? C=?"},
        {"Environment=A=%e B=%k C=%x D=%z E=%F F=%K G=%O H=%Q I=%X J=%Z K=%0 L=%9 M=1", "M=1"},
        {"Environment=\"A=% d\" B=\\x2540", "A=% d"},
        {"Environment=A=%n B=%N C=%p D=[%i] E=%j", "A=UNIT.service B=UNIT C=PREFIX D=[INSTANCE] E=LAST"},
        {"Environment=A=%P B=[%I] C=%J D=%f", "A=PLAIN_PREFIX B=[PLAIN_INSTANCE] C=LAST D=PATH"},
        {
            "Environment=A=%a B=%A D=%B E=%E F=%g G=%G H=%l I=%L J=%m K=%M L=%o M=%q N=%s O=%S P=%t Q=%T R=%u S=%U T=%v"
                    + " U=%V V=%w W=%W X=%y Y=%Y Z=%d",
            "A=? B=? D=? E=? F=? G=? H=? I=? J=? K=? L=? M=? N=? O=? P=? Q=? R=? S=? T=? U=? V=? W=? X=? Y=? Z=?"
        },
        // Lines: a backslash at the end goes on in the next one, one that is escaped does not.
        {"Environment=A=1 \\\n  B=2", "A=1 B=2"},
        {"Environment=A=1 \\\n# a comment between\n  B=2", "A=1 B=2"},
        {"Environment=A=1 \\\n\nEnvironment=B=2", "A=1 B=2"},
        {"Environment=A=1\\\\\nEnvironment=B=2", "A=1\\ B=2"},
        {"Environment=A=1\\\\\\\nx", "A=1\\"},
        {"# Environment=Z=1 \\\nEnvironment=A=1", "A=1"},
        {"  Environment  =  A=1  ", "A=1"},
        {"Environment=A=1\n[Install]\nEnvironment=B=2", "A=1"},
        {"Environment=A=1 \\", "A=1"},
    };

    @TempDir
    Path dir;

    private Path unit(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), "[Service]\nExecStart=/bin/true\n" + text);
    }

    /** Sorted by name, one a line. */
    private static String ours(Path unit, List<String> hidden) {
        Deployment deployment = Deployment.fromSystemd(unit);
        StringBuilder out = new StringBuilder();
        for (String name : deployment.variableNames()) {
            out.append(name)
                    .append('=')
                    .append(deployment.variable(name).orElse(""))
                    .append('\n');
        }
        for (String name : hidden) {
            out.append(name).append("=?\n");
        }
        return out.toString();
    }

    private static String expected(String sets, String unit, List<String> hidden) {
        String bare = unit.substring(0, unit.indexOf('.'));
        int at = bare.indexOf('@');
        String prefix = at < 0 ? bare : bare.substring(0, at);
        String instance = at < 0 ? "" : bare.substring(at + 1);
        TreeMap<String, String> variables = new TreeMap<>();
        String named = sets.replace("PLAIN_PREFIX", prefix.replace('-', '/'))
                .replace("PLAIN_INSTANCE", instance.replace('-', '/'))
                .replace("PREFIX", prefix)
                .replace("INSTANCE", instance)
                .replace("UNIT", bare)
                .replace("LAST", prefix.substring(prefix.lastIndexOf('-') + 1))
                .replace("PATH", "/" + (instance.isEmpty() ? prefix : instance).replace('-', '/'));
        for (String variable : named.split(" (?=[A-Z_]+=)")) {
            int equals = variable.indexOf('=');
            if (variable.endsWith("=?")) {
                hidden.add(variable.substring(0, equals));
            } else {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        StringBuilder out = new StringBuilder();
        variables.forEach(
                (name, value) -> out.append(name).append('=').append(value).append('\n'));
        hidden.forEach(name -> out.append(name).append("=?\n"));
        return out.toString();
    }

    @Test
    void everyClauseIsFollowed() throws IOException {
        for (String name : new String[] {"shop-orders.service", "shop-orders@eu-1.service"}) {
            for (String[] row : ROWS) {
                Path unit = unit(name, row[0]);
                List<String> hidden = new ArrayList<>();

                String expected = expected(row[1], name, hidden);
                assertEquals(expected, ours(unit, hidden), row[0]);
                for (String variable : hidden) {
                    assertTrue(Deployment.fromSystemd(unit).variable(variable).isEmpty(), row[0] + ": " + variable);
                }
            }
        }
    }

    @Test
    void systemdAnalyzeUnderstandsTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd-analyze here");
        for (String name : new String[] {"shop-orders.service", "shop-orders@eu-1.service"}) {
            for (String[] row : ROWS) {
                List<String> hidden = new ArrayList<>();

                String expected = expected(row[1], name, hidden);
                assertEquals(expected, theirs(unit(name, row[0]), name, hidden), row[0]);
            }
        }
    }

    /** The environment in what is printed of the unit, which begins with {@code -> Unit NAME:}. */
    private static String theirs(Path unit, String name, List<String> hidden) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString());
        command.environment().put("SYSTEMD_LOG_LEVEL", "debug");
        Process process = command.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        int start = printed.indexOf("-> Unit " + name + ":");
        assumeTrue(start >= 0, "this systemd-analyze does not print units");
        TreeMap<String, String> variables = new TreeMap<>();
        for (String line : printed.substring(start).split("\n")) {
            if (line.startsWith("\t\tEnvironment: ")) {
                String variable = line.substring("\t\tEnvironment: ".length());
                int equals = variable.indexOf('=');
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        for (String variable : hidden) {
            assertTrue(variables.remove(variable) != null, variable);
        }
        StringBuilder out = new StringBuilder();
        variables.forEach((variable, value) ->
                out.append(variable).append('=').append(value).append('\n'));
        hidden.forEach(variable -> out.append(variable).append("=?\n"));
        return out.toString();
    }
}
