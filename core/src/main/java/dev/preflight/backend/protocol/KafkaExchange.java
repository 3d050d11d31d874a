package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Requests and answers of Kafka over one connection (Kafka protocol guide, "Protocol Primitive Types" and "Common Request
 * and Response Structure"): header version 1 of requests, 0 of answers, which all that is asked here has.
 */
final class KafkaExchange {
    static final short METADATA = 3;
    static final short SASL_HANDSHAKE = 17;
    static final short API_VERSIONS = 18;
    static final short SASL_AUTHENTICATE = 36;

    private static final int CORRELATION = 0x70666c74;
    private static final byte[] CLIENT = {'p', 'r', 'e', 'f', 'l', 'i', 'g', 'h', 't'};
    private static final int MOST_ITEMS = 10_000;

    private final Wire wire;

    KafkaExchange(Wire wire) {
        this.wire = wire;
    }

    /**
     * Asks, and reads the body of the answer: what begins with a size that no answer has, or is for another request, is
     * not Kafka's.
     *
     * @throws IOException if the connection breaks
     */
    ByteBuffer ask(short key, int version, byte... body) throws IOException {
        int size = 2 + 2 + 4 + 2 + CLIENT.length + body.length;
        ByteBuffer request = ByteBuffer.allocate(4 + size)
                .putInt(size)
                .putShort(key)
                .putShort((short) version)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT)
                .put(body);
        wire.write(request.array());
        if (wire.byteValue() != 0 || wire.byteValue() != 0) {
            throw notSpoken();
        }
        int answered = wire.int16();
        if (answered < 4 + 2 || wire.int32() != CORRELATION) {
            throw notSpoken();
        }
        return ByteBuffer.wrap(wire.bytes(answered - 4));
    }

    /** The problem that what answers is not Kafka's. */
    RuntimeException notSpoken() {
        return wire.notSpoken().asException();
    }

    /** How many items follow; a null array has none. */
    int count(ByteBuffer answer) {
        int count = int32(answer);
        if (count < -1 || count > MOST_ITEMS) {
            throw notSpoken();
        }
        return Math.max(0, count);
    }

    int int32(ByteBuffer answer) {
        try {
            return answer.getInt();
        } catch (BufferUnderflowException e) {
            throw notSpoken();
        }
    }

    short int16(ByteBuffer answer) {
        try {
            return answer.getShort();
        } catch (BufferUnderflowException e) {
            throw notSpoken();
        }
    }

    /** A text, empty for null. */
    String text(ByteBuffer answer) {
        return new String(bytes(int16(answer), answer), StandardCharsets.UTF_8);
    }

    /** So many bytes, none for null. */
    byte[] bytes(int count, ByteBuffer answer) {
        if (count < -1 || count > answer.remaining()) {
            throw notSpoken();
        }
        byte[] bytes = new byte[Math.max(0, count)];
        answer.get(bytes);
        return bytes;
    }
}
