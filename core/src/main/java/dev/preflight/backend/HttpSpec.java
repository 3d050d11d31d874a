package dev.preflight.backend;

import dev.preflight.backend.protocol.HttpAnswer;
import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.JdbcUrl;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.check.Document;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What is declared of an HTTP endpoint beyond the settings of every check: what is asked, and what answer is expected.
 * Immutable.
 *
 * @param url where it is
 * @param path the path that is asked for, empty for the one of the URL
 * @param statuses the statuses that are expected, none for 200 to 299
 * @param texts texts that the body holds
 * @param fields keys and values that the body has as JSON
 * @param headers what is sent
 * @param tls how it is trusted
 */
record HttpSpec(
        Argument<URI> url,
        String path,
        List<Integer> statuses,
        List<String> texts,
        List<String[]> fields,
        List<HttpHeader> headers,
        TlsOptions tls) {
    static HttpSpec of(Argument<URI> url) {
        return new HttpSpec(url, "", List.of(), List.of(), List.of(), List.of(), TlsOptions.DEFAULT);
    }

    private static <E> List<E> and(List<E> list, E added) {
        List<E> all = new ArrayList<>(list);
        all.add(added);
        return List.copyOf(all);
    }

    HttpSpec path(String changed) {
        return new HttpSpec(url, changed, statuses, texts, fields, headers, tls);
    }

    HttpSpec statuses(List<Integer> changed) {
        return new HttpSpec(url, path, List.copyOf(changed), texts, fields, headers, tls);
    }

    HttpSpec text(String added) {
        return new HttpSpec(url, path, statuses, and(texts, added), fields, headers, tls);
    }

    HttpSpec field(String key, String value) {
        return new HttpSpec(url, path, statuses, texts, and(fields, new String[] {key, value}), headers, tls);
    }

    HttpSpec header(HttpHeader added) {
        return new HttpSpec(url, path, statuses, texts, fields, and(headers, added), tls);
    }

    HttpSpec tls(TlsOptions changed) {
        return new HttpSpec(url, path, statuses, texts, fields, headers, changed);
    }

    /** Whether a header is declared that logs in instead of what the URL says. */
    boolean hasLogin() {
        for (HttpHeader header : headers) {
            if (header.isLogin()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the body matters. */
    boolean wantsBody() {
        return !texts.isEmpty() || !fields.isEmpty();
    }

    /** Fails unless the answer is what is expected. */
    void require(HttpAnswer answer, ProbeContext context) {
        boolean right = statuses.isEmpty()
                ? answer.status() >= 200 && answer.status() <= 299
                : statuses.contains(answer.status());
        if (!right) {
            throw answer.unexpected("status " + (statuses.isEmpty() ? "200 to 299" : list(statuses)), context)
                    .asException();
        }
        for (String text : texts) {
            if (!answer.body().contains(text)) {
                throw content("a body that contains '" + text + "'", answer.body(), context)
                        .asException();
            }
        }
        for (String[] field : fields) {
            String expected = "JSON with " + field[0] + " '" + field[1] + "'";
            Document document;
            try {
                document = Document.ofJson(answer.body());
            } catch (IllegalArgumentException e) {
                throw content(expected, answer.body(), context).asException();
            }
            if (document.text(field[0]).isEmpty()
                    || !document.text(field[0]).get().equals(field[1])) {
                throw content(expected, answer.body(), context).asException();
            }
        }
    }

    private static String list(List<Integer> statuses) {
        StringBuilder out = new StringBuilder();
        for (int status : statuses) {
            out.append(out.isEmpty() ? "" : " or ").append(status);
        }
        return out.toString();
    }

    private static Problem content(String expected, String body, ProbeContext context) {
        return Problem.of(Code.BACKEND_CONTENT, "answers with another content")
                .fact("expect", expected)
                .found(body.isEmpty() ? "an empty body" : "'" + context.outside(body) + "'")
                .fix("look at what the endpoint says");
    }

    /** What a check of this proves, in words. */
    List<String> proves() {
        List<String> lines = new ArrayList<>();
        String status = statuses.isEmpty() ? "from 200 to 299" : list(statuses);
        lines.add(url.inWords()
                + (path.isEmpty() ? "" : " at the path " + JdbcUrl.withoutCredentials(path))
                + " answers GET with a status " + status);
        for (String text : texts) {
            lines.add("the body contains '" + text + "'");
        }
        for (String[] field : fields) {
            lines.add("the body is JSON with " + field[0] + " '" + field[1] + "'");
        }
        for (HttpHeader header : headers) {
            // A value that is written in the code may be a key all the same.
            lines.add("takes the header " + header.name() + header.value().origin());
        }
        lines.addAll(tls.proves());
        return lines;
    }
}
