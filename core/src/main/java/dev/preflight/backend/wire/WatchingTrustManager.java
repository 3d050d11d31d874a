package dev.preflight.backend.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges as another trust manager does, and remembers the chain that was judged. */
final class WatchingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final TlsSeen seen;
    private final TlsOptions.Verifying verifying;

    WatchingTrustManager(X509ExtendedTrustManager judge, TlsSeen seen, TlsOptions.Verifying verifying) {
        this.judge = judge;
        this.seen = seen;
        this.verifying = verifying;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        seen.chain(chain);
        if (verifying != TlsOptions.Verifying.NOTHING) {
            try {
                judge.checkServerTrusted(chain, authType, socket);
            } catch (CertificateException e) {
                seen.trusted(judge.getAcceptedIssuers());
                throw e;
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        seen.chain(chain);
        if (verifying != TlsOptions.Verifying.NOTHING) {
            try {
                judge.checkServerTrusted(chain, authType, engine);
            } catch (CertificateException e) {
                seen.trusted(judge.getAcceptedIssuers());
                throw e;
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        seen.chain(chain);
        if (verifying != TlsOptions.Verifying.NOTHING) {
            try {
                judge.checkServerTrusted(chain, authType);
            } catch (CertificateException e) {
                seen.trusted(judge.getAcceptedIssuers());
                throw e;
            }
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
