package io.stagedoor.egress;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses, and rules that are as open or as closed as they can be. */
abstract class EgressRuleRig {

    static final EgressRule OPEN = new EgressRule(true, true, "");
    static final EgressRule CLOSED = new EgressRule(false, false, "");

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Java turns a mapped address into an IPv4 address if it can; this is one that it cannot. */
    static InetAddress inIpv6(String text) {
        byte[] mapped = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return mapped == null ? address(text) : Inet6Address.getByAddress(null, mapped, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(text, e);
        }
    }
}
