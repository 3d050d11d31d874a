package dev.preflight.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PageTest {
    private static final Page PAGE = new Page("""
            # Performance
            <!-- run.sh offline -->
            old
            <!-- end of run.sh -->
            between
            <!-- run.sh online -->
            old
            <!-- end of run.sh -->
            """);

    @Test
    void aRegionIsReplacedAndTheRestStays() {
        assertEquals("""
                # Performance
                <!-- run.sh offline -->
                old
                <!-- end of run.sh -->
                between
                <!-- run.sh online -->
                new
                <!-- end of run.sh -->
                """, PAGE.with("online", "new\n"));
    }

    @Test
    void aPageWithoutTheRegionIsRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> PAGE.with("failing", "new\n"));
        assertEquals("the page has no region <!-- run.sh failing --> … <!-- end of run.sh -->", refused.getMessage());
    }
}
