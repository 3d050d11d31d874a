package dev.preflight.examples.orders;

import java.math.BigDecimal;

/** What a customer ordered, as a row of the database. */
record Order(int id, String customer, BigDecimal amount) {}
