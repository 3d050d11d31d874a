package dev.preflight.spring.connection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** Answers the question for API versions as a broker does, and nothing else. */
final class FakeKafka implements AutoCloseable {
    private static final short[] APIS = {0, 1, 3, 18};

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
                byte[] request = in.readNBytes(in.readInt());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeInt(4 + 2 + 4 + APIS.length * 6);
                out.write(request, 4, 4);
                out.writeShort(0);
                out.writeInt(APIS.length);
                for (short api : APIS) {
                    out.writeShort(api);
                    out.writeShort(0);
                    out.writeShort(9);
                }
                out.flush();
                in.readAllBytes();
            } catch (IOException e) {
                // The client has seen enough.
                continue;
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
