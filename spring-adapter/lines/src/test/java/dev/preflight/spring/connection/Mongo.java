package dev.preflight.spring.connection;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A server of MongoDB's protocol, as old as it is, that calls itself one that the drivers of all lines talk to. */
final class Mongo {
    private static final String VERSION = "maxWireVersion";
    private static final int MONGODB_7 = 21;

    private Mongo() {}

    static MongoServer server() {
        MemoryBackend backend = new MemoryBackend();
        return new MongoServer((MongoBackend) Proxy.newProxyInstance(
                Mongo.class.getClassLoader(), new Class<?>[] {MongoBackend.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(backend, args);
                        raise(answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private static void raise(Object answer) {
        if (answer instanceof Document document && document.containsKey(VERSION)) {
            document.put(VERSION, MONGODB_7);
        }
        if (answer instanceof QueryResult result) {
            result.iterator().forEachRemaining(Mongo::raise);
        }
    }
}
