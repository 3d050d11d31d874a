package dev.preflight.backend.wire;

import dev.preflight.check.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the servers of a URL listen that names them by keys: {@code (ADDRESS=(HOST=a)(PORT=1521))} of Oracle ("Net
 * Services Reference", "Protocol Address Configuration"), {@code address=(host=a)(port=3306)} and {@code
 * (host=a,port=3306)} of MySQL and MariaDB ("Connection URL Syntax"), {@code ;serverName=a;failoverPartner=b} of SQL
 * Server ("Building the connection URL").
 */
final class JdbcHostList {
    private final int defaultPort;
    private final List<HostAndPort> hosts = new ArrayList<>();
    private String host = "";
    private String port = "";
    private boolean readable = true;

    private JdbcHostList(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /**
     * Reads keys and values in brackets.
     *
     * @param defaultPort the port where none is named, 0 if there must be one
     */
    static List<HostAndPort> described(String text, int defaultPort) {
        JdbcHostList list = new JdbcHostList(defaultPort);
        String plain = text.replace(" ", "");
        int at = 0;
        for (int equals = plain.indexOf('='); equals >= 0; equals = plain.indexOf('=', at)) {
            int start = equals;
            while (start > at && Character.isLetter(plain.charAt(start - 1))) {
                start--;
            }
            int end = equals + 1;
            while (end < plain.length() && "(),".indexOf(plain.charAt(end)) < 0) {
                end++;
            }
            list.add(plain.substring(start, equals).toLowerCase(Locale.ROOT), plain.substring(equals + 1, end));
            at = end;
        }
        return list.done();
    }

    private void add(String key, String value) {
        if (key.equals("address")) {
            end();
        } else if (key.equals("host")) {
            if (!host.isEmpty()) {
                end();
            }
            host = value;
        } else if (key.equals("port")) {
            if (!port.isEmpty()) {
                end();
            }
            port = value;
        }
    }

    private void end() {
        if (!host.isEmpty()) {
            String named = port.isEmpty() && defaultPort > 0 ? String.valueOf(defaultPort) : port;
            try {
                hosts.add(HostAndPort.parse(
                        (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + named));
            } catch (IllegalArgumentException e) {
                // The driver has more ways to say it; what it says itself must do then.
                readable = false;
            }
        }
        host = "";
        port = "";
    }

    private List<HostAndPort> done() {
        end();
        return readable ? hosts : List.of();
    }

    /** SQL Server: the server, and the one that stands in for it; what an instance is called, its browser tells the port of. */
    static List<HostAndPort> ofSqlServer(String url) {
        int start = url.indexOf("//");
        if (start < 0) {
            return List.of();
        }
        int end = url.indexOf(';', start) < 0 ? url.length() : url.indexOf(';', start);
        JdbcHostList list = new JdbcHostList(JdbcVendor.SQLSERVER.port());
        String authority = url.substring(start + 2, end);
        int colon = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority.lastIndexOf(':') : -1;
        String server = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        String partner = "";
        for (String each : url.substring(end).split(";")) {
            int equals = each.indexOf('=');
            String value = equals < 0 ? "" : each.substring(equals + 1).strip();
            switch (equals < 0 ? "" : each.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "servername", "server" -> server = server.isEmpty() ? value : server;
                case "portnumber", "port" -> port = port.isEmpty() ? value : port;
                case "failoverpartner" -> partner = value;
                case "instancename" -> server = port.isEmpty() ? server + "\\" + value : server;
                default -> {
                    continue;
                }
            }
        }
        for (String each : new String[] {server, partner}) {
            if (each.indexOf('\\') >= 0) {
                return List.of();
            }
            list.host = each;
            list.port = each == server ? port : "";
            list.end();
        }
        return list.done();
    }
}
