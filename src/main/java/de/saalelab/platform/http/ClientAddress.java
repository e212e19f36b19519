package de.saalelab.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** The address a request really came from, as far as the configured number of trusted proxies can tell. */
final class ClientAddress {
    private ClientAddress() {}

    static String of(HttpServerRequest request, int trustedProxies) {
        SocketAddress remote = request.remoteAddress();
        String direct = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
        String forwarded = request.getHeader("X-Forwarded-For");
        if (trustedProxies == 0 || forwarded == null) {
            return direct;
        }
        String[] hops = forwarded.split(",", -1);
        int index = hops.length - trustedProxies;
        return index < 0 ? direct : hops[index].strip();
    }
}
