package dev.preflight.spring.connection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** Answers the questions for API versions and for the metadata as a broker does, and nothing else. */
final class FakeKafka implements AutoCloseable {
    private static final short METADATA = 3;
    private static final short[] APIS = {0, 1, METADATA, 18};

    private final ServerSocket socket;

    private FakeKafka(ServerSocket socket) {
        this.socket = socket;
        Thread thread = new Thread(this::serve, "fake-kafka");
        thread.setDaemon(true);
        thread.start();
    }

    static FakeKafka plain() throws IOException {
        return new FakeKafka(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    static FakeKafka tls(SSLContext tls) throws IOException {
        return new FakeKafka(tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                answer(in, out);
                answer(in, out);
                in.readAllBytes();
            } catch (IOException e) {
                // The client has seen enough.
                continue;
            }
        }
    }

    private void answer(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] request = in.readNBytes(in.readInt());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.write(request, 4, 4);
        if (request[1] == METADATA) {
            // One broker of no rack, which is the controller, and no topics.
            body.writeInt(1);
            body.writeInt(1);
            body.writeUTF("localhost");
            body.writeInt(port());
            body.writeShort(-1);
            body.writeInt(1);
            body.writeInt(0);
        } else {
            body.writeShort(0);
            body.writeInt(APIS.length);
            for (short api : APIS) {
                body.writeShort(api);
                body.writeShort(0);
                body.writeShort(9);
            }
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
