package dev.preflight;

import java.util.ArrayList;
import java.util.List;

/** The listeners of one run. One that throws is left out from then on. Used by one thread. */
final class Listeners {
    private final List<PreflightListener> listeners;
    private final List<Problem> notices = new ArrayList<>(0);

    Listeners(List<PreflightListener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    /** Whether there is nobody to tell, so that there is no need to make an event. */
    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void tell(CheckEvent event) {
        for (PreflightListener listener : List.copyOf(listeners)) {
            try {
                listener.on(event);
            } catch (Throwable e) {
                listeners.remove(listener);
                notices.add(Problem.of(Code.LISTENER_CRASHED, "a listener threw " + name(e.getClass()))
                        .found(name(listener.getClass()) + ", at the events of "
                                + event.check().id())
                        .fix("correct the listener; the verdict does not depend on it"));
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** What there is to say of listeners that failed. */
    List<Problem> notices() {
        return notices;
    }
}
