package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Kafka: the request ApiVersions, with which every client begins and which every listener answers before a login (Kafka
 * protocol guide, "Retrieving Supported API versions"; KIP-35). What answers must be a broker: the controllers of a
 * KRaft cluster answer too, and take neither records nor questions for topics. Then the login, where the URI has one, and
 * the metadata of the cluster, which say where a client goes on: an address that is known to the brokers only is what
 * people meet most.
 *
 * <p>ApiVersions is of version 0, which all releases since 0.10 know; one that has dropped it says so in the format of
 * version 0 (KIP-511), and is asked for nothing more.
 */
final class Kafka implements Protocol {
    private static final short PRODUCE = 0;
    private static final short UNSUPPORTED_VERSION = 35;
    /** The first version of Metadata that can ask for no topics, and the first one that creates none by itself. */
    private static final int NO_TOPICS = 1;

    private static final int NO_CREATION = 4;

    private final KafkaListeners listeners = new KafkaListeners();

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        boolean hasLogin = !endpoint.user().isEmpty();
        context.trying("greeting");
        KafkaExchange exchange = new KafkaExchange(wire);
        ByteBuffer answer = exchange.ask(KafkaExchange.API_VERSIONS, 0);
        short error = exchange.int16(answer);
        if (error == UNSUPPORTED_VERSION) {
            context.held("");
            notTried(hasLogin, context);
            return;
        }
        if (error != 0) {
            throw Problem.of(Code.BACKEND_FAILED, "answered with an error")
                    .fact("why", "ApiVersions ended with error code " + error)
                    .fix("look at the log of the server")
                    .asException();
        }
        Apis apis = Apis.of(exchange, answer);
        context.held(apis.count() + " APIs");
        listeners.reached(wire.address());
        if (hasLogin && apis.login() && !endpoint.password().isEmpty()) {
            logIn(wire, endpoint, tls, apis);
            return;
        }
        if (hasLogin) {
            // Before a login nothing more is answered.
            notTried(true, context);
            return;
        }
        try {
            askForBrokers(wire, endpoint, tls, apis);
        } catch (InterruptedIOException e) {
            // No answer in time, too.
            throw e;
        } catch (IOException e) {
            mayWantLogin(wire, tls, e);
        }
    }

    private static void notTried(boolean hasLogin, ProbeContext context) {
        if (hasLogin) {
            context.trying("login");
            context.held("not tried");
        }
    }

    private void logIn(Wire wire, Endpoint endpoint, TlsOptions tls, Apis apis) throws IOException {
        Wire loggedIn = new KafkaLogin(endpoint, tls, wire.context()).logIn(wire);
        if (loggedIn == wire) {
            askForBrokers(wire, endpoint, tls, apis);
        } else if (loggedIn != null) {
            try (loggedIn) {
                askForBrokers(loggedIn, endpoint, tls, apis);
            }
        }
    }

    /** A listener with a login closes the connection at any request before it. */
    private static void mayWantLogin(Wire wire, TlsOptions tls, IOException broken) throws IOException {
        ProbeContext context = wire.context();
        context.trying("login");
        String mechanisms;
        try (Wire other = wire.again(tls)) {
            mechanisms = KafkaLogin.asked(other);
        }
        if (mechanisms.isEmpty()) {
            throw broken;
        }
        context.trying("login");
        context.held(context.outside("asked for (" + mechanisms + "), not tried"));
    }

    private void askForBrokers(Wire wire, Endpoint endpoint, TlsOptions tls, Apis apis) throws IOException {
        int version = apis.leastMetadata() <= NO_TOPICS ? NO_TOPICS : NO_CREATION;
        if (apis.leastMetadata() > NO_CREATION) {
            return;
        }
        ProbeContext context = wire.context();
        context.trying("metadata");
        KafkaExchange exchange = new KafkaExchange(wire);
        byte[] noTopics = new byte[version == NO_TOPICS ? 4 : 5];
        ByteBuffer answer = exchange.ask(KafkaExchange.METADATA, version, noTopics);
        if (version == NO_CREATION) {
            exchange.int32(answer);
        }
        int brokers = exchange.count(answer);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < brokers; i++) {
            exchange.int32(answer);
            String host = exchange.text(answer);
            told.add(KafkaListeners.address(host, exchange.int32(answer)));
            exchange.text(answer);
        }
        if (brokers == 0) {
            throw Problem.of(Code.BACKEND_STARTING, "the cluster has no broker yet")
                    .fix("wait until a broker has joined, or look at the log of the server")
                    .asException();
        }
        context.held(brokers + (brokers == 1 ? " broker" : " brokers"));
        try {
            listeners.look(told, endpoint.hosts(), context, wire.isTls() ? tls : null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void conclude(ProbeContext context) {
        listeners.require(context);
    }

    /** What a server answers to: how many kinds of requests, from which version on Metadata, and whether to a login. */
    private record Apis(int count, int leastMetadata, boolean login) {
        static Apis of(KafkaExchange exchange, ByteBuffer answer) {
            boolean produce = false;
            boolean handshake = false;
            boolean authenticate = false;
            int metadata = -1;
            int count = exchange.int32(answer);
            if (count < 0) {
                throw exchange.notSpoken();
            }
            for (int i = 0; i < count; i++) {
                short key = exchange.int16(answer);
                int least = exchange.int16(answer);
                exchange.int16(answer);
                produce |= key == PRODUCE;
                handshake |= key == KafkaExchange.SASL_HANDSHAKE;
                authenticate |= key == KafkaExchange.SASL_AUTHENTICATE;
                metadata = key == KafkaExchange.METADATA ? least : metadata;
            }
            if (!produce || metadata < 0) {
                throw Problem.of(Code.BACKEND_WRONG_PROTOCOL, "a Kafka controller answered where a broker was expected")
                        .found("it answers " + count + " kinds of requests, and takes no records")
                        .fix("use the port of a listener for clients")
                        .asException();
            }
            return new Apis(count, metadata, handshake && authenticate);
        }
    }
}
