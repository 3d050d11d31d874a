package dev.preflight.backend.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header blocks, against the examples of RFC 7541 and against those of Netty, which many servers of gRPC are made of. */
class HpackTest {
    private static Map<String, String> read(byte... block) throws Hpack.Malformed {
        Map<String, String> headers = new HashMap<>();
        Hpack.read(headers, block);
        return headers;
    }

    private static Map<String, String> read(String digits) throws Hpack.Malformed {
        return read(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    @Test
    void examplesOfTheSpecificationAreRead() throws Exception {
        // C.2.1, C.2.2, C.2.3, and C.6.1 as far as it does without a dynamic table.
        assertEquals(
                Map.of("custom-key", "custom-header"),
                read("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"));
        assertEquals(Map.of("password", "secret"), read("1008 7061 7373 776f 7264 0673 6563 7265 74"));
        assertEquals(Map.of(":status", "302"), read("4882 6402"));
        assertEquals(Map.of(":status", "200"), read("20 88"));
        assertEquals(Map.of("a", "www.example.com"), read("0001 61 8c f1e3 c2e5 f23a 6ba0 ab90 f4ff"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void whatNettyWritesIsRead(int leastCompressed) throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            all.append(c);
        }
        Http2Headers headers = new DefaultHttp2Headers(false)
                .status("200")
                .add("content-type", "application/grpc+proto")
                .add("grpc-status", "12")
                .add("grpc-message", "Method not found: grpc.health.v1.Health/Check")
                .add("x-long", "x".repeat(300))
                .add("x-all", all);
        DefaultHttp2HeadersEncoder encoder =
                new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, false, 16, leastCompressed);
        encoder.maxHeaderTableSize(0);
        ByteBuf block = Unpooled.buffer();
        encoder.encodeHeaders(1, headers, block);

        Map<String, String> read = read(ByteBufUtil.getBytes(block));

        assertEquals("200", read.get(":status"));
        assertEquals("application/grpc+proto", read.get("content-type"));
        assertEquals("12", read.get("grpc-status"));
        assertEquals("Method not found: grpc.health.v1.Health/Check", read.get("grpc-message"));
        assertEquals("x".repeat(300), read.get("x-long"));
        assertEquals(6, read.size());
    }

    @Test
    void whatIsWrittenIsReadByNetty() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Hpack.write(out, ":method", "POST");
        Hpack.write(out, "a".repeat(127), "b".repeat(126));
        Hpack.write(out, "c".repeat(300), "d".repeat(5000));

        Http2Headers read =
                new DefaultHttp2HeadersDecoder(false).decodeHeaders(1, Unpooled.wrappedBuffer(out.toByteArray()));

        assertEquals("POST", read.method().toString());
        assertEquals("b".repeat(126), read.get("a".repeat(127)).toString());
        assertEquals("d".repeat(5000), read.get("c".repeat(300)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // no entry
                "be", // an entry of the table that was not allowed
                "7e 0161",
                "00", // nothing after it
                "0001 61",
                "0001 61 05 61", // shorter than it says
                "0001 61 ff ff ff ff ff ff", // a number without end
                "0001 61 84 ff ff ff ff", // the code of the end
                "0001 61 81 00", // padding that is not of ones
                "0001 61 82 1f ff" // padding of more than seven bits
            })
    void whatIsNoHeaderBlockIsRefused(String digits) {
        assertThrows(Hpack.Malformed.class, () -> read(digits));
    }
}
