package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.backend.CannedServer;
import dev.preflight.backend.Octets;
import dev.preflight.backend.RawServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker may say in AMQP 0-9-1, frame by frame (specification, sections 4.2.3 to 4.2.5 and 1.4). */
class AmqpFrameTest {
    private static final byte[] START = start("PLAIN AMQPLAIN");
    private static final byte[] TUNE =
            method(10, 30, new Octets().int16(2047).int32(131072).int16(60));
    private static final byte[] OPEN_OK = method(10, 41, new Octets().put(0));
    private static final byte[] CLOSE_OK = method(10, 51, new Octets());
    private static final byte[] HEARTBEAT =
            new Octets().put(8, 0, 0, 0, 0, 0, 0, 0xce).bytes();

    @Test
    void heartbeatsAndOtherMethodsBeforeTheGoodbyeAreReadOver() throws IOException {
        byte[] blocked = method(10, 60, new Octets().put(3).text("low"));
        byte[] other = method(20, 51, new Octets());
        try (CannedServer broker = said(HEARTBEAT, START, HEARTBEAT, TUNE, OPEN_OK, blocked, other, CLOSE_OK)) {
            CheckResult result = assertPasses(service("queue", uri(broker) + "/orders"));

            assertEquals("RabbitMQ 4.1.0", result.rungs().get(2).detail());
            assertEquals("orders", result.rungs().get(4).detail());
        }
    }

    @Test
    void brokerThatAnswersTheGoodbyeInAnotherWayHasAnsweredAllThatWasAsked() throws IOException {
        try (CannedServer broker =
                said(START, TUNE, OPEN_OK, new Octets().text("HTTP/1.1").bytes())) {
            CheckResult result = assertPasses(service("queue", uri(broker)));

            assertEquals("/", result.rungs().get(4).detail());
        }
    }

    @Test
    void framesThatAreBrokenAreNotOfThisProtocol() throws IOException {
        assertNotSpoken(new Octets().put(2, 0, 0, 0, 0, 0, 0, 0xce).bytes());
        assertNotSpoken(new Octets().put(1, 1, 0, 0, 0, 0, 0, 0xce).bytes());
        assertNotSpoken(new Octets().put(1, 0, 1, 0, 0, 0, 0, 0xce).bytes());
        assertNotSpoken(new Octets().put(1, 0, 0, 0, 0, 0, 0, 0xcf).bytes());
        assertNotSpoken(new Octets().put(1, 0, 0, 0, 0, 0, 0, 0xce).bytes());
        assertNotSpoken(OPEN_OK);
        assertNotSpoken(method(60, 10, new Octets()));
        assertNotSpoken(method(10, 10, new Octets().put(0, 9).int32(-1)));
        assertNotSpoken(method(10, 10, new Octets().put(0, 9).int32(9)));
    }

    @Test
    void virtualHostThatNoBrokerCanHaveIsRefusedBeforeAWordIsSaid() throws IOException {
        try (CannedServer broker = said()) {
            assertFails(
                    Code.BACKEND_URL,
                    "the virtual host in its URL is too long",
                    "correct the path of the URL: a virtual host has 255 bytes at most",
                    service("queue", uri(broker) + "/" + "v".repeat(256)));
        }
    }

    @Test
    void brokerThatClosesWithoutAWordAfterTheLoginHasRejectedIt() throws IOException {
        try (RawServer broker = new RawServer((in, out, socket) -> {
            in.readNBytes(8);
            out.write(START);
            byte[] head = in.readNBytes(7);
            in.readNBytes(ByteBuffer.wrap(head).getInt(3) + 1);
        })) {
            Problem problem = assertFails(
                    Code.BACKEND_LOGIN,
                    "login rejected",
                    "put the right user and password into the URL",
                    service("queue", "amqp://app:pw@127.0.0.1:" + broker.port()));

            assertEquals(
                    "it closed the connection without a word, as brokers do for a wrong login", fact("why", problem));
        }
    }

    @Test
    void brokerThatClosesTheConnectionSaysWhy() throws IOException {
        byte[] close = method(
                10,
                50,
                new Octets().int16(320).put(9).text("so it is.").int16(0).int16(0));
        try (CannedServer broker = said(START, TUNE, close)) {
            Problem problem = assertFails(
                    Code.BACKEND_STARTING,
                    "starting up or shutting down",
                    "wait until it has started, for instance with retryFor(...)",
                    service("queue", uri(broker)));

            assertEquals("320 so it is.", fact("why", problem));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            V | 0
            t | 1
            b | 1
            B | 1
            I | 4
            i | 4
            f | 4
            D | 5
            l | 8
            d | 8
            T | 8
            """)
    void fieldsOfEverySizeAreReadOver(char type, int size) {
        assertEquals("RabbitMQ 4.1.0", product(field("some", type).zeros(size)));
    }

    @ParameterizedTest
    @CsvSource({"F", "A", "x"})
    void fieldsWithALengthAreReadOver(char type) {
        assertEquals("RabbitMQ 4.1.0", product(field("some", type).int32(3).zeros(3)));
        assertThrows(
                BufferUnderflowException.class,
                () -> product(field("some", type).int32(-1)));
    }

    @Test
    void fieldOfATypeThatNobodyKnowsEndsTheReading() {
        assertEquals("", product(field("some", '?').zeros(3)));
    }

    /** What is read of a table that goes on with the product and its version. */
    private static String product(Octets fields) {
        return AmqpFrame.product(ByteBuffer.wrap(table(fields)));
    }

    private static byte[] table(Octets fields) {
        text(fields, "copyright", "Broadcom");
        text(fields, "product", "RabbitMQ");
        text(fields, "version", "4.1.0");
        byte[] bytes = fields.bytes();
        return new Octets().int32(bytes.length).put(bytes).bytes();
    }

    private static void text(Octets fields, String name, String value) {
        fields.put(name.length()).text(name).text("S").int32(value.length()).text(value);
    }

    private static Octets field(String name, char type) {
        return new Octets().put(name.length()).text(name).put(type);
    }

    private static byte[] start(String mechanisms) {
        return method(
                10,
                10,
                new Octets()
                        .put(0, 9)
                        .put(table(new Octets()))
                        .int32(mechanisms.length())
                        .text(mechanisms)
                        .int32(5)
                        .text("en_US"));
    }

    private static byte[] method(int type, int number, Octets arguments) {
        byte[] bytes = arguments.bytes();
        return new Octets()
                .put(1, 0, 0)
                .int32(bytes.length + 4)
                .int16(type)
                .int16(number)
                .put(bytes)
                .put(0xce)
                .bytes();
    }

    private static void assertNotSpoken(byte... said) throws IOException {
        try (CannedServer broker = said(said)) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, service("queue", uri(broker)));
        }
    }

    private static CannedServer said(byte[]... frames) throws IOException {
        Octets all = new Octets();
        for (byte[] frame : frames) {
            all.put(frame);
        }
        return new CannedServer(all.bytes());
    }

    private static String uri(CannedServer broker) {
        return "amqp://127.0.0.1:" + broker.port();
    }
}
