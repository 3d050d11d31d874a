package dev.preflight.backend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on a free port of the loopback that says what a test tells it to, for what no real server does on demand. */
public final class ScriptedServer implements AutoCloseable {
    /** What is said on each connection. */
    public interface Script {
        void play(Conversation client) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Script script;

    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The lines that clients have said, in all connections. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                script.play(new Conversation(socket));
            } catch (IOException e) {
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (server) {
            server.notifyAll();
        }
    }

    /** One connection. */
    public final class Conversation {
        private Socket socket;
        private InputStream in;

        private Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        public void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The next line of the client, without its end; what is left where it closes. */
        public String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            heard.add(line.toString());
            return line.toString();
        }

        /** So many bytes of the client. */
        public String bytes(int count) throws IOException {
            String bytes = new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
            heard.add(bytes);
            return bytes;
        }

        /** Answers what the client says next. */
        public void answer(String text) throws IOException {
            line();
            say(text);
        }

        /** Says nothing more, and does not close either, until the test is over. */
        public void hang() {
            synchronized (server) {
                try {
                    while (!server.isClosed()) {
                        server.wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        public void startTls(SSLContext context) throws IOException {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            socket = tls;
            in = new BufferedInputStream(tls.getInputStream());
        }
    }
}
