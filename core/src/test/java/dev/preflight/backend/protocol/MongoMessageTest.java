package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.backend.CannedServer;
import dev.preflight.backend.Octets;
import dev.preflight.backend.RawServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member of MongoDB may answer, in the bytes of its Wire Protocol and of BSON 1.1. */
class MongoMessageTest {
    private static final String STARTING = "wait until it has joined its replica set; initiate the set if it is new";

    @ParameterizedTest
    @CsvSource({
        "1, 8", "3, -5", "4, -5", "5, -4", "6, 0", "7, 12", "8, 1", "9, 8", "10, 0", "16, 4", "17, 8", "18, 8",
        "19, 16", "127, 0", "255, 0"
    })
    void elementsOfEveryTypeAreReadOver(int type, int size) throws IOException {
        Octets value = new Octets().put(type).ended("some");
        // The length of a document counts itself and the end, that of binary data neither itself nor the subtype.
        value = size == -5
                ? value.little32(5).put(0)
                : size == -4 ? value.little32(3).zeros(4) : value.zeros(size);
        assertHeld("standalone", "", value.put(truth("isWritablePrimary")).put(ok()));
    }

    @ParameterizedTest
    @CsvSource({"16, 01000000", "18, 0100000000000000", "1, 000000000000f03f"})
    void successMayBeANumberOfAnyKind(int type, String number) throws IOException {
        Octets document = new Octets().put(truth("ismaster")).put(type).ended("ok");
        assertHeld("standalone", "", document.put(HexFormat.of().parseHex(number)));
    }

    @Test
    void memberSaysWhatItIs() throws IOException {
        byte[] rs0 = text("setName", "rs0");
        assertHeld("primary of rs0", "?replicaSet=rs0", of(truth("isWritablePrimary"), rs0, text("msg", "hi"), ok()));
        assertHeld("standalone", "", of(truth("ismaster"), ok()));
        assertHeld("mongos", "", of(truth("ismaster"), text("msg", "isdbgrid"), ok()));
        assertHeld("arbiter of rs0, primary a:1", "", of(truth("arbiterOnly"), rs0, text("primary", "a:1"), ok()));
        assertHeld("arbiter of rs0, no primary", "?readPreference=nearest", of(truth("arbiterOnly"), rs0, ok()));
    }

    @Test
    void setWithoutAPrimaryIsUnhealthyForWhoWantsToReadFromThePrimary() throws IOException {
        Problem problem = assertFailing(
                Code.BACKEND_UNHEALTHY,
                "its replica set has no primary",
                "start the other members, so that they can elect a primary",
                "?readPreference=primary",
                of(truth("arbiterOnly"), text("setName", "rs0")));

        assertEquals("arbiter of rs0", fact("found", problem));
    }

    @Test
    void memberOfNoSetIsNotReadyWhereOneIsWanted() throws IOException {
        String summary = "neither primary nor secondary";
        Problem plain =
                assertFailing(Code.BACKEND_STARTING, summary, STARTING, "?replicaSet=rs0", of(truth("secondary")));
        Problem told = assertFailing(
                Code.BACKEND_STARTING, summary, STARTING, "", of(text("info", "Does not have a valid config")));

        assertEquals("", fact("why", plain));
        assertEquals("Does not have a valid config", fact("why", told));
    }

    /** Drivers leave out what is no member of the set that their URI names (Server Discovery And Monitoring). */
    @Test
    void serverOutsideOfTheSetThatIsWantedIsAProblem() throws IOException {
        for (byte[][] server :
                new byte[][][] {{truth("ismaster"), ok()}, {truth("ismaster"), text("msg", "isdbgrid"), ok()}}) {
            Problem problem = assertFailing(
                    Code.BACKEND_DATABASE,
                    "no member of a replica set",
                    "take replicaSet out of the URL, or correct its hosts",
                    "?replicaSet=rs0",
                    of(server));
            assertEquals("a server that is in none, not in rs0", fact("found", problem));
        }
    }

    @Test
    void otherSetIsAProblem() throws IOException {
        Problem problem = assertFailing(
                Code.BACKEND_DATABASE,
                "another replica set",
                "correct replicaSet or the hosts in the URL",
                "?replicaSet=rs1",
                of(truth("secondary"), text("setName", "rs0")));

        assertEquals("rs0, not rs1", fact("found", problem));
    }

    @Test
    void errorIsToldInTheWordsOfTheServer() throws IOException {
        for (Octets failed : new Octets[] {
            new Octets(),
            new Octets().put(1).ended("ok").zeros(8),
            new Octets().put(2).ended("ok").little32(2).ended("1"),
            new Octets().put(0x10).ended("code").little32(13)
        }) {
            try (CannedServer server = new CannedServer(message(1, failed.put(text("errmsg", "so it is"))))) {
                Problem problem = assertFails(
                        Code.BACKEND_FAILED,
                        "answered with an error",
                        "look at the log of the server",
                        service("events", "mongodb://127.0.0.1:" + server.port()));

                assertEquals("so it is", fact("why", problem));
            }
        }
    }

    @Test
    void serverThatDoesNotKnowTheGreetingIsAskedInTheOldWay() throws IOException {
        Octets unknown =
                new Octets().put(1).ended("ok").zeros(8).put(0x10).ended("code").little32(59);
        StringBuffer asked = new StringBuffer();
        try (RawServer server = new RawServer((in, out, socket) -> {
            asked.append(read(in));
            out.write(message(1, unknown));
            asked.append(read(in));
            out.write(message(2, of(truth("ismaster"), ok())));
            RawServer.drain(in);
        })) {
            CheckResult result = assertPasses(service("events", "mongodb://127.0.0.1:" + server.port()));

            assertEquals("standalone, login not tried", result.rungs().get(2).detail());
            assertEquals("hello isMaster ", asked.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 25, 65537})
    void lengthThatNoAnswerHasIsNotOfThisProtocol(int length) throws IOException {
        assertNotSpoken(new Octets().little32(length).zeros(64).bytes());
    }

    @Test
    void answerThatIsBrokenIsNotOfThisProtocol() throws IOException {
        assertNotSpoken(message(2, of(ok())));
        assertNotSpoken(header(1, 1).zeros(10).bytes());
        assertNotSpoken(header(1, 2013).little32(0).put(1).zeros(5).bytes());
        assertNotSpoken(message(1, new Octets().put(0x20).ended("some")));
        assertNotSpoken(message(1, new Octets().put(2).ended("some").little32(-1)));
        assertNotSpoken(message(1, new Octets().put(2).ended("some").little32(99)));
        assertNotSpoken(
                message(1, new Octets().put(2).text("a name without an end").put(1)));
    }

    @Test
    void emptyTextWithoutItsEndIsEmpty() throws IOException {
        assertHeld(
                "standalone",
                "",
                new Octets()
                        .put(2)
                        .ended("setName")
                        .little32(0)
                        .put(truth("ismaster"))
                        .put(ok()));
    }

    private static void assertHeld(String what, String query, Octets document) throws IOException {
        try (CannedServer server = new CannedServer(message(1, document))) {
            CheckResult result = assertPasses(service("events", "mongodb://127.0.0.1:" + server.port() + "/" + query));

            assertEquals(what + ", login not tried", result.rungs().get(2).detail());
        }
    }

    private static Problem assertFailing(Code code, String summary, String fix, String query, Octets document)
            throws IOException {
        try (CannedServer server = new CannedServer(message(1, document.put(ok())))) {
            return assertFails(
                    code, summary, fix, service("events", "mongodb://127.0.0.1:" + server.port() + "/" + query));
        }
    }

    private static void assertNotSpoken(byte... said) throws IOException {
        try (CannedServer server = new CannedServer(said)) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, service("events", "mongodb://127.0.0.1:" + server.port()));
        }
    }

    /** The command that the client gives next. */
    private static String read(InputStream in) throws IOException {
        int length = in.read() | in.read() << 8 | in.read() << 16 | in.read() << 24;
        String message = new String(in.readNBytes(length - 4), StandardCharsets.ISO_8859_1);
        // Behind the header, the flags, the kind of the section, the length of the document and the type.
        return message.substring(22, message.indexOf('\0', 22)) + " ";
    }

    private static Octets of(byte[]... elements) {
        Octets document = new Octets();
        for (byte[] element : elements) {
            document.put(element);
        }
        return document;
    }

    private static byte[] ok() {
        return new Octets().put(1).ended("ok").zeros(6).put(0xf0, 0x3f).bytes();
    }

    private static byte[] truth(String name) {
        return new Octets().put(8).ended(name).put(1).bytes();
    }

    private static byte[] text(String name, String value) {
        return new Octets()
                .put(2)
                .ended(name)
                .little32(value.length() + 1)
                .ended(value)
                .bytes();
    }

    private static Octets header(int answers, int opcode) {
        return new Octets().little32(26).little32(7).little32(answers).little32(opcode);
    }

    /** OP_MSG with one document. */
    private static byte[] message(int answers, Octets elements) {
        byte[] bytes = elements.bytes();
        return new Octets()
                .little32(16 + 5 + 5 + bytes.length)
                .little32(7)
                .little32(answers)
                .little32(2013)
                .little32(0)
                .put(0)
                .little32(5 + bytes.length)
                .put(bytes)
                .put(0)
                .bytes();
    }
}
