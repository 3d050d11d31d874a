package dev.preflight.backend;

import dev.preflight.Code;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Kafka: the request ApiVersions, with which every client begins and which every listener answers before a login (Kafka
 * protocol guide, "Retrieving Supported API versions"; KIP-35). What answers must be a broker: the controllers of a
 * KRaft cluster answer too, and take neither records nor questions for topics.
 *
 * <p>The request is of version 0, which all releases since 0.10 know; one that has dropped it says so in the format of
 * version 0 (KIP-511). The login is not tried, since its mechanism does not stand in a URI.
 */
final class Kafka implements Protocol {
    private static final short PRODUCE = 0;
    private static final short METADATA = 3;
    private static final short API_VERSIONS = 18;
    private static final short UNSUPPORTED_VERSION = 35;
    private static final int CORRELATION = 0x70666c74;
    private static final String CLIENT = "preflight";

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write(request());
        ByteBuffer answer = answer(wire);
        short error = answer.getShort();
        String detail = "";
        if (error == 0) {
            detail = apis(wire, answer) + " APIs";
        } else if (error != UNSUPPORTED_VERSION) {
            throw Problem.of(Code.BACKEND_FAILED, "answered with an error")
                    .fact("why", "ApiVersions ended with error code " + error)
                    .fix("look at the log of the server")
                    .asException();
        }
        context.held(detail);
        if (!endpoint.user().isEmpty()) {
            context.trying("login");
            context.held("not tried");
        }
    }

    /** Header version 1 and no body. */
    private static byte[] request() {
        int size = 2 + 2 + 4 + 2 + CLIENT.length();
        ByteBuffer request = ByteBuffer.allocate(4 + size)
                .putInt(size)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length());
        for (int i = 0; i < CLIENT.length(); i++) {
            request.put((byte) CLIENT.charAt(i));
        }
        return request.array();
    }

    /** The body of the answer: what begins with a size that no answer has, or is for another request, is not Kafka's. */
    private static ByteBuffer answer(Wire wire) throws IOException {
        if (wire.byteValue() != 0 || wire.byteValue() != 0) {
            throw wire.notSpoken().asException();
        }
        int size = wire.int16();
        if (size < 4 + 2 || wire.int32() != CORRELATION) {
            throw wire.notSpoken().asException();
        }
        return ByteBuffer.wrap(wire.bytes(size - 4));
    }

    /** How many kinds of requests are answered. */
    private static int apis(Wire wire, ByteBuffer answer) {
        boolean produce = false;
        boolean metadata = false;
        int count;
        try {
            count = answer.getInt();
            for (int i = 0; i < count; i++) {
                short key = answer.getShort();
                answer.getInt();
                produce |= key == PRODUCE;
                metadata |= key == METADATA;
            }
        } catch (BufferUnderflowException e) {
            throw wire.notSpoken().asException();
        }
        if (count < 0) {
            throw wire.notSpoken().asException();
        }
        if (!produce || !metadata) {
            throw Problem.of(Code.BACKEND_WRONG_PROTOCOL, "a Kafka controller answered where a broker was expected")
                    .found("it answers " + count + " kinds of requests, and takes no records")
                    .fix("use the port of a listener for clients")
                    .asException();
        }
        return count;
    }
}
