package dev.preflight.backend.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSeenTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant PAST = NOW.minus(Duration.ofDays(2));
    private static final Instant LONG_PAST = NOW.minus(Duration.ofDays(9));
    private static final Instant FUTURE = NOW.plus(Duration.ofDays(2));
    private static final Instant FAR_FUTURE = NOW.plus(Duration.ofDays(9));
    private static final KeyPair KEYS = keys();

    private final TlsSeen seen = new TlsSeen();

    @Test
    void closedConnectionIsOnlyBlamedOnTheClientWhereTheServerAsked() throws Exception {
        assertFalse(seen.isAsked());
        assertFalse(seen.mayBeRefused(true));

        seen.asked(null, null);

        assertTrue(seen.isAsked());
        assertTrue(seen.mayBeRefused(true));
        assertTrue(seen.mayBeRefused(false));
    }

    @Test
    void certificateThatWasGivenIsOnlyBlamedAfterTheHandshakeWhereItHasExpired() throws Exception {
        seen.asked(null, valid("client"));
        assertTrue(seen.mayBeRefused(true));
        assertFalse(seen.mayBeRefused(false));

        seen.asked(null, certificate("CN=client", "CN=Authority", LONG_PAST, PAST));
        assertTrue(seen.mayBeRefused(false));
    }

    @Test
    void clientWithoutACertificateIsToldWhichOneIsWanted() {
        seen.asked(new Principal[] {new X500Principal("CN=A"), new X500Principal("CN=B")}, null);

        Problem explained = seen.explain(of(Code.TLS_CLIENT_CERTIFICATE), "db");

        assertEquals("the server wants a certificate of the client", explained.summary());
        assertEquals(
                List.of(Fact.of("gave", "no certificate"), Fact.of("wants", "one issued by CN=A or CN=B")),
                explained.facts());
    }

    @Test
    void certificateThatWasGivenIsNamed() throws Exception {
        seen.asked(new Principal[0], valid("client"));

        Problem explained = seen.explain(of(Code.TLS_CLIENT_CERTIFICATE), "db");

        assertEquals("as it is", explained.summary());
        assertEquals(
                List.of(Fact.of("gave", "CN=client, issued by CN=Authority, valid from " + PAST + " until " + FUTURE)),
                explained.facts());
    }

    @Test
    void numberOfAuthoritiesThatAreNamedIsBounded() {
        Principal[] nine = IntStream.range(0, 9)
                .mapToObj(i -> new X500Principal("CN=" + i))
                .toArray(Principal[]::new);
        seen.asked(nine, null);

        String wants = seen.explain(of(Code.TLS_CLIENT_CERTIFICATE), "db")
                .facts()
                .get(1)
                .text();

        assertTrue(wants.endsWith(" or CN=7 and 1 more"), wants);
        assertFalse(wants.contains("CN=8"), wants);
    }

    @Test
    void problemIsLeftAsItIsWhereNoCertificateWasSeenOrItIsNotAboutTls() throws Exception {
        Problem expired = of(Code.TLS_EXPIRED);
        assertSame(expired, seen.explain(expired, "db"));

        seen.chain(valid("db"));
        Problem closed = of(Code.BACKEND_CLOSED);
        assertSame(closed, seen.explain(closed, "db"));
    }

    @Test
    void expiredCertificateOfTheChainIsNamed() throws Exception {
        seen.chain(valid("db"), certificate("CN=Authority", "CN=Root", LONG_PAST, PAST));

        assertEquals(
                List.of(Fact.of("cert", "CN=Authority, issued by CN=Root"), Fact.of("until", PAST.toString())),
                seen.explain(of(Code.TLS_EXPIRED), "db").facts());
    }

    @Test
    void certificateThatIsNotValidYetIsNamed() throws Exception {
        seen.chain(valid("db"), certificate("CN=Authority", "CN=Root", FUTURE, FAR_FUTURE));

        assertEquals(
                List.of(Fact.of("cert", "CN=Authority, issued by CN=Root"), Fact.of("from", FUTURE.toString())),
                seen.explain(of(Code.TLS_NOT_YET_VALID), "db").facts());
    }

    @Test
    void timesAreLeftOutWhereEachCertificateIsValidByNow() throws Exception {
        seen.chain(valid("db"));

        assertEquals(List.of(), seen.explain(of(Code.TLS_EXPIRED), "db").facts());
        assertEquals(List.of(), seen.explain(of(Code.TLS_NOT_YET_VALID), "db").facts());
        assertEquals(
                List.of(Fact.of("cert", "CN=db, issued by CN=Authority")),
                seen.explain(of(Code.TLS_FAILED), "db").facts());
    }

    @Test
    void certificateForAnotherHostNamesItsOwn() throws Exception {
        assertEquals(
                List.of(
                        Fact.of("cert", "CN=db, issued by CN=Authority"),
                        Fact.of("found", "it is for db.example, 10.0.0.1, not for mq")),
                seen(dns("db.example"), address("10.0.0.1"))
                        .explain(of(Code.TLS_WRONG_HOST), "mq")
                        .facts());
        assertEquals(
                Fact.of("found", "it is for CN=db without alternative names, not for mq"),
                seen().explain(of(Code.TLS_WRONG_HOST), "mq").facts().get(1));
    }

    @Test
    void numberOfHostsThatAreNamedIsBounded() throws Exception {
        GeneralName[] nine = IntStream.range(0, 9).mapToObj(i -> dns("h" + i)).toArray(GeneralName[]::new);
        assertEquals(
                Fact.of("found", "it is for h0, h1, h2, h3, h4, h5, h6, h7 and 1 more, not for mq"),
                seen(nine).explain(of(Code.TLS_WRONG_HOST), "mq").facts().get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, true",
        "DB.Example, true",
        "a.wild.example, true",
        "wild.example, false",
        "a.b.wild.example, false",
        "wild, false",
        ".wild.example, false",
        "'', false",
        "mq, false",
        "10.0.0.1, true",
        "10.0.0.2, false",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::2, false"
    })
    void hostIsComparedWithTheNamesAndAddressesOfACertificateThatIsNotTrusted(String host, boolean right)
            throws Exception {
        TlsSeen several = seen(
                new GeneralName(GeneralName.rfc822Name, "mq"),
                dns("db.example"),
                dns("*.wild.example"),
                address("10.0.0.1"),
                address("::1"));

        List<Fact> facts = several.explain(of(Code.TLS_UNTRUSTED), host).facts();

        assertEquals(Fact.of("cert", "CN=db, issued by CN=Authority"), facts.get(0));
        assertEquals(right ? 1 : 2, facts.size(), facts::toString);
    }

    @Test
    void certificateWithoutAlternativeNamesIsNotCalledOneForAnotherHost() throws Exception {
        assertEquals(
                List.of(Fact.of("cert", "CN=db, issued by CN=Authority")),
                seen().explain(of(Code.TLS_UNTRUSTED), "mq").facts());
    }

    @Test
    void chainThatIsNotTrustedIsNamedUpToItsLastIssuer() throws Exception {
        seen.chain(valid("db"), certificate("CN=Authority", "CN=Root", LONG_PAST, PAST), root());

        assertEquals(
                List.of(
                        Fact.of("cert", "CN=db, issued by CN=Authority, issued by CN=Root"),
                        Fact.of("also", "it has expired: " + PAST)),
                seen.explain(of(Code.TLS_UNTRUSTED), "db").facts());

        seen.chain(root());
        assertEquals(
                List.of(Fact.of("cert", "CN=Root, self-signed")),
                seen.explain(of(Code.TLS_UNTRUSTED), "db").facts());
    }

    @Test
    void issuerThatWasNotSentIsNamedWhereTheChainMayHaveMore() throws Exception {
        seen.chain(valid("db"));
        seen.trusted(root());
        List<Fact> undecided = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts();
        seen.isTrustDeclared(true);
        List<Fact> alone = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts();
        seen.chain(valid("db"), certificate("CN=Authority", "CN=Other", PAST, FUTURE));
        List<Fact> two = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts();
        // What is sent up to one who is trusted, or whose last one is its own issuer, lacks nothing.
        seen.chain(valid("db"), certificate("CN=Authority", "CN=Root", PAST, FUTURE));
        List<Fact> whole = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts();
        seen.chain(certificate("CN=Unknown", "CN=Unknown", PAST, FUTURE));
        List<Fact> selfSigned = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts();

        assertEquals(1, undecided.size());
        assertEquals(Fact.of("sent", "its own certificate alone, not that of CN=Authority"), alone.get(1));
        assertEquals(Fact.of("sent", "2 certificates, not that of CN=Other"), two.get(1));
        assertEquals(1, whole.size());
        assertEquals(1, selfSigned.size());
    }

    @Test
    void numberOfIssuersThatAreNamedIsBounded() throws Exception {
        X509Certificate[] ten = new X509Certificate[10];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = certificate("CN=c" + i, "CN=c" + (i + 1), PAST, FUTURE);
        }
        seen.chain(ten);

        String chain = seen.explain(of(Code.TLS_UNTRUSTED), "db").facts().get(0).text();

        assertTrue(chain.endsWith("issued by CN=c8"), chain);
    }

    private static Problem of(Code code) {
        return Problem.of(code, "as it is");
    }

    private static TlsSeen seen(GeneralName... names) throws Exception {
        TlsSeen seen = new TlsSeen();
        seen.chain(certificate("CN=db", "CN=Authority", PAST, FUTURE, names));
        return seen;
    }

    private static X509Certificate valid(String name) throws Exception {
        return certificate("CN=" + name, "CN=Authority", PAST, FUTURE, dns(name));
    }

    private static X509Certificate root() throws Exception {
        return certificate("CN=Root", "CN=Root", PAST, FUTURE);
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static GeneralName address(String address) {
        return new GeneralName(GeneralName.iPAddress, address);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject, String issuer, Instant from, Instant until, GeneralName... names) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.ONE,
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                KEYS.getPublic());
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
    }
}
