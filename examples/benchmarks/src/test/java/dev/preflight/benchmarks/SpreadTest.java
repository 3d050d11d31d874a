package dev.preflight.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void anOddNumberOfRunsHasTheOneInTheMiddle() {
        assertEquals("20.0 (10.0–300)", spread(300, 10, 20).toString());
    }

    @Test
    void anEvenNumberOfRunsHasTheMeanOfTheTwoInTheMiddle() {
        assertEquals("25.0 (10.0–300)", spread(300, 10, 20, 30).toString());
    }

    @Test
    void whatAProgramPrintsIsReadByItsWord() {
        Sample sample = new Sample(1, 0, 1, 0, "hello\nverdict 12.5\nat 7\n");
        assertEquals(12.5, sample.printed("verdict"));
        Exception missing = assertThrows(IllegalStateException.class, () -> sample.printed("nothing"));
        assertEquals("printed no nothing: " + sample.out(), missing.getMessage());
    }

    private static Spread spread(double... walls) {
        List<Sample> samples = DoubleStream.of(walls)
                .mapToObj(wall -> new Sample(wall, 0, 1, 0, ""))
                .toList();
        return Spread.of(samples, Sample::wall);
    }
}
