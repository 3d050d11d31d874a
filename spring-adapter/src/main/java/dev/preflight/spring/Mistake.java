package dev.preflight.spring;

import java.util.List;

/**
 * A typing error in a property of the starter itself.
 *
 * @param property the property, as it is written in its canonical form
 * @param place where it is written
 * @param summary what is wrong
 * @param found the value that means nothing, empty where the name does
 * @param wrong the word that is wrong
 * @param right the words that would be right
 * @param remedy how to mend it
 * @param breaks whether something that is declared is not verified for it
 */
record Mistake(
        String property,
        String place,
        String summary,
        String found,
        String wrong,
        List<String> right,
        String remedy,
        boolean breaks) {}
