package dev.preflight.spring.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Waits for the first element of a publisher, or for its end. */
final class FirstOnly implements Subscriber<Object> {
    private final CompletableFuture<Object> result = new CompletableFuture<>();

    private FirstOnly() {}

    /** The first element, null where there is none. */
    static Object of(Publisher<?> publisher, Duration limit) throws Exception {
        FirstOnly first = new FirstOnly();
        publisher.subscribe(first);
        try {
            return first.result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new TimeoutException("no answer");
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(1);
    }

    @Override
    public void onNext(Object element) {
        result.complete(element);
    }

    @Override
    public void onError(Throwable thrown) {
        result.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        result.complete(null);
    }
}
