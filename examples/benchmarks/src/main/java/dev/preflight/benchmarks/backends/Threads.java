package dev.preflight.benchmarks.backends;

/** A daemon thread for each backend. */
final class Threads extends Program {
    public static void main(String[] args) throws Exception {
        new Threads().run(args);
    }

    @Override
    protected void check(int count, int port) throws InterruptedException {
        Greeting[] greetings = new Greeting[count];
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            greetings[i] = new Greeting(port);
            threads[i] = new Thread(greetings[i]);
            threads[i].setDaemon(true);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Greeting.require(greetings);
    }
}
