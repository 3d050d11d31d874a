package dev.preflight.backend.protocol;

import dev.preflight.check.ProbeContext;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM (RFC 5802, section 3; RFC 7677) without channel binding: two messages, after which each side
 * knows that the other one has the password. Names are not prepared (RFC 4013), as clients of Kafka do not either. Used
 * once.
 */
final class Scram {
    private static final int LEAST_ITERATIONS = 4096;
    private static final int MOST_ITERATIONS = 10_000_000;

    private final String hash;
    private final String password;
    private final ProbeContext context;
    private final String nonce;
    private final String firstBare;
    private byte[] expected = new byte[0];

    /** With a hash such as {@code SHA-256}. */
    Scram(String hash, String user, String password, ProbeContext context) {
        this(hash, user, password, context, nonce());
    }

    Scram(String hash, String user, String password, ProbeContext context, String nonce) {
        this.hash = hash;
        this.password = password;
        this.context = context;
        this.nonce = nonce;
        this.firstBare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    private static String nonce() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** What the client says first. */
    byte[] first() {
        return ("n,," + firstBare).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What the client says to the first message of the server; null where that is none that can be answered.
     *
     * @throws SocketTimeoutException if the server wants more work than there is time for
     */
    byte[] last(byte... serverFirst) throws GeneralSecurityException, SocketTimeoutException {
        String server = new String(serverFirst, StandardCharsets.UTF_8);
        String both = attribute('r', server);
        int iterations = iterations(attribute('i', server));
        if (!both.startsWith(nonce) || both.length() == nonce.length() || iterations == 0) {
            return null;
        }
        byte[] salt;
        try {
            salt = Base64.getDecoder().decode(attribute('s', server));
        } catch (IllegalArgumentException e) {
            return null;
        }
        String withoutProof = "c=biws,r=" + both;
        String message = firstBare + "," + server + "," + withoutProof;
        byte[] salted = salted(salt, iterations);
        byte[] clientKey = mac(salted, "Client Key");
        byte[] proof = mac(MessageDigest.getInstance(hash).digest(clientKey), message);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        expected = mac(mac(salted, "Server Key"), message);
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the last message of the server shows that it knows the password too. */
    boolean isRight(byte... serverLast) {
        String server = new String(serverLast, StandardCharsets.UTF_8);
        return expected.length > 0
                && attribute('v', server).equals(Base64.getEncoder().encodeToString(expected));
    }

    private static String attribute(char name, String message) {
        for (int start = 0; start >= 0 && start + 1 < message.length(); ) {
            int comma = message.indexOf(',', start);
            if (message.charAt(start) == name && message.charAt(start + 1) == '=') {
                return message.substring(start + 2, comma < 0 ? message.length() : comma);
            }
            start = comma < 0 ? -1 : comma + 1;
        }
        return "";
    }

    private static int iterations(String text) {
        try {
            int count = Integer.parseInt(text);
            return count < LEAST_ITERATIONS || count > MOST_ITERATIONS ? 0 : count;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac(byte... key) throws GeneralSecurityException {
        String algorithm = "Hmac" + hash.replace("-", "");
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac;
    }

    /** The function Hi of RFC 5802, section 2.2. */
    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException, SocketTimeoutException {
        Mac mac = mac(password.getBytes(StandardCharsets.UTF_8));
        mac.update(salt);
        byte[] each = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] all = Arrays.copyOf(each, each.length);
        for (int i = 1; i < iterations; i++) {
            if (i % 1024 == 0 && context.remaining().toMillis() <= 20) {
                throw new SocketTimeoutException("no time is left for " + iterations + " iterations of the login");
            }
            each = mac.doFinal(each);
            for (int j = 0; j < all.length; j++) {
                all[j] ^= each[j];
            }
        }
        return all;
    }
}
