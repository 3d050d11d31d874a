package dev.preflight;

import java.util.Locale;

/**
 * Knows the exceptions of common clients by the names of their classes, so that none of them has to be on the class
 * path. Only what the chain of causes does not tell by itself is here.
 */
final class ClientDiagnosis {
    private ClientDiagnosis() {}

    static Problem of(Throwable link, Diagnosis diagnosis) {
        Code code = code(link.getClass().getName(), Thrown.message(link));
        if (code == null) {
            return null;
        }
        String summary = switch (code) {
            case BACKEND_LOGIN -> "login rejected";
            case BACKEND_NOT_AUTHORISED -> "not authorised";
            case BACKEND_UNRESOLVED -> "host name has no address";
            default -> "no answer in time";
        };
        String fix = switch (code) {
            case BACKEND_LOGIN -> diagnosis.correctLogin();
            case BACKEND_NOT_AUTHORISED -> "grant the user what the check asks for";
            case BACKEND_UNRESOLVED -> diagnosis.correct("correct the host name", "look at the DNS");
            default -> diagnosis.start();
        };
        return Problem.of(code, summary)
                .fact("why", Thrown.inOneLine(link, diagnosis.context()))
                .fix(fix);
    }

    private static Code code(String name, String message) {
        return switch (name) {
            case "redis.clients.jedis.exceptions.JedisAccessControlException",
                    "io.lettuce.core.RedisCommandExecutionException",
                    "org.redisson.client.RedisAuthRequiredException" -> redis(message);
            case "com.rabbitmq.client.AuthenticationFailureException",
                    "com.rabbitmq.client.PossibleAuthenticationFailureException",
                    "com.mongodb.MongoSecurityException",
                    "org.apache.kafka.common.errors.SaslAuthenticationException",
                    "javax.naming.AuthenticationException",
                    "jakarta.jms.JMSSecurityException",
                    "javax.jms.JMSSecurityException",
                    "jakarta.mail.AuthenticationFailedException",
                    "javax.mail.AuthenticationFailedException",
                    "io.nats.client.AuthenticationException",
                    "com.datastax.oss.driver.api.core.auth.AuthenticationException",
                    "org.neo4j.driver.exceptions.AuthenticationException" -> Code.BACKEND_LOGIN;
            case "org.apache.kafka.common.errors.TopicAuthorizationException",
                    "org.apache.kafka.common.errors.ClusterAuthorizationException",
                    "org.apache.kafka.common.errors.GroupAuthorizationException",
                    "javax.naming.NoPermissionException" -> Code.BACKEND_NOT_AUTHORISED;
            case "org.apache.kafka.common.errors.TimeoutException",
                    "com.mongodb.MongoTimeoutException",
                    "io.lettuce.core.RedisCommandTimeoutException" -> Code.BACKEND_TIMEOUT;
            case "org.apache.kafka.common.config.ConfigException" ->
                message.startsWith("No resolvable bootstrap") ? Code.BACKEND_UNRESOLVED : null;
            case "org.eclipse.paho.client.mqttv3.MqttSecurityException" -> Code.BACKEND_LOGIN;
            default -> null;
        };
    }

    private static Code redis(String message) {
        String upper = message.toUpperCase(Locale.ROOT);
        if (upper.contains("WRONGPASS") || upper.contains("NOAUTH") || upper.contains("INVALID PASSWORD")) {
            return Code.BACKEND_LOGIN;
        }
        return upper.contains("NOPERM") ? Code.BACKEND_NOT_AUTHORISED : null;
    }
}
