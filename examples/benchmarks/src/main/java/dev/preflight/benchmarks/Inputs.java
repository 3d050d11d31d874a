package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The 50 variables and 10 files that all programs check: constants, so that nobody pays for making names up. */
public final class Inputs {
    /** Any text that is not blank. */
    public static final String[] TEXTS = {
        "APP_TEXT_00", "APP_TEXT_01", "APP_TEXT_02", "APP_TEXT_03", "APP_TEXT_04", "APP_TEXT_05",
        "APP_TEXT_06", "APP_TEXT_07", "APP_TEXT_08", "APP_TEXT_09", "APP_TEXT_10", "APP_TEXT_11",
        "APP_TEXT_12", "APP_TEXT_13", "APP_TEXT_14", "APP_TEXT_15", "APP_TEXT_16", "APP_TEXT_17",
        "APP_TEXT_18", "APP_TEXT_19", "APP_TEXT_20", "APP_TEXT_21", "APP_TEXT_22", "APP_TEXT_23",
        "APP_TEXT_24", "APP_TEXT_25", "APP_TEXT_26", "APP_TEXT_27", "APP_TEXT_28", "APP_TEXT_29"
    };

    /** Whole numbers from 1 to 1000. */
    public static final String[] NUMBERS = {
        "APP_NUMBER_00",
        "APP_NUMBER_01",
        "APP_NUMBER_02",
        "APP_NUMBER_03",
        "APP_NUMBER_04",
        "APP_NUMBER_05",
        "APP_NUMBER_06",
        "APP_NUMBER_07",
        "APP_NUMBER_08",
        "APP_NUMBER_09"
    };

    /** Ports. */
    public static final String[] PORTS = {"APP_PORT_00", "APP_PORT_01", "APP_PORT_02", "APP_PORT_03", "APP_PORT_04"};

    /** URLs of http or https. */
    public static final String[] URLS = {"APP_URL_00", "APP_URL_01", "APP_URL_02", "APP_URL_03", "APP_URL_04"};

    /** Files that are readable and not empty. */
    public static final String[] FILES = {
        "config/app.properties", "config/db.properties", "config/mail.properties", "config/keys.pem",
                "config/chain.pem",
        "config/limits.json", "config/routes.json", "config/flags.json", "config/banner.txt", "config/terms.txt"
    };

    private Inputs() {}

    static Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        put(variables, TEXTS, "text of the application");
        put(variables, NUMBERS, "42");
        put(variables, PORTS, "8080");
        put(variables, URLS, "https://orders.example.com/v1");
        return variables;
    }

    private static void put(Map<String, String> variables, String[] names, String value) {
        for (String name : names) {
            variables.put(name, value);
        }
    }

    static void writeFiles(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("config"));
        for (String file : FILES) {
            Files.writeString(directory.resolve(file), "name = value\n");
        }
    }
}
