package dev.preflight.examples.boot;

import java.math.BigDecimal;

/** One order, as the database has it. */
record Order(int id, String customer, BigDecimal amount) {}
