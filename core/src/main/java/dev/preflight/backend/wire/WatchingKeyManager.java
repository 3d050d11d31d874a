package dev.preflight.backend.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;

/** Chooses as another key manager does, or nothing where there is none, and remembers that it was asked. */
final class WatchingKeyManager extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;
    private final TlsSeen seen;

    /** A null key manager has no keys. */
    WatchingKeyManager(X509ExtendedKeyManager keys, TlsSeen seen) {
        this.keys = keys;
        this.seen = seen;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        String alias = keys == null ? null : keys.chooseClientAlias(keyTypes, issuers, socket);
        X509Certificate[] chain = alias == null ? null : keys.getCertificateChain(alias);
        seen.asked(issuers, chain == null || chain.length == 0 ? null : chain[0]);
        return alias;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return keys == null ? null : keys.getClientAliases(keyType, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys == null ? null : keys.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys == null ? null : keys.getPrivateKey(alias);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
