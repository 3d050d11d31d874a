package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    @ParameterizedTest
    @CsvSource({
        "PORT,PROT",
        "PORT,POR",
        "PORT,PORTS",
        "PORT,port",
        "PORT,SORT",
        "DATABASE_URL,DATABSE_URL",
        "DATABASE_URL,DATABASE-URL",
        "DATABASE_URL,database.url",
        "DATABASE_URL,DATABASE_URI",
        "DATABASE_URL,DATABASEURL",
        "app.port,APP_PORT"
    })
    void nearNameIsFound(String wanted, String set) {
        assertEquals(List.of(set), NearMiss.of(wanted, List.of("HOME", set, "LANG")));
    }

    @ParameterizedTest
    @CsvSource({"PORT,PATH", "PORT,HOST", "DB,DC", "A,B", "DATABASE_URL,DATABASE_HOST", "PORT,PORT", "X,XY"})
    void nameThatIsNotNearIsNotFound(String wanted, String set) {
        assertEquals(List.of(), NearMiss.of(wanted, List.of(set)));
    }

    @Test
    void orderDependsOnTheNamesAlone() {
        List<String> names =
                new ArrayList<>(List.of("ORDERS_URI", "orders_url", "ORDERS-URL", "ORDER_URL", "ORDERSS_URL"));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(names, random);
            assertEquals(List.of("ORDERS-URL", "orders_url", "ORDERSS_URL"), NearMiss.of("ORDERS_URL", names));
        }
    }

    @Test
    void longNamesAreNotCompared() {
        assertEquals(List.of(), NearMiss.of("A".repeat(101), List.of("A".repeat(100))));
        assertEquals(List.of(), NearMiss.of("A".repeat(100), List.of("A".repeat(101))));
        assertEquals(List.of("A".repeat(99)), NearMiss.of("A".repeat(100), List.of("A".repeat(99))));
    }

    @Test
    void caseAloneIsToldApart() {
        assertTrue(NearMiss.sameButCase("PORT", "Port"));
        assertFalse(NearMiss.sameButCase("PORT", "PORT"));
        assertFalse(NearMiss.sameButCase("PORT", "PORTS"));
    }
}
