"""Which network addresses a webhook may reach: by default only public ones, judged when it connects."""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Say whether a numeric address is on the public internet.

    An IPv4 address that is wrapped in an IPv6 one (mapped, 6to4, NAT64) is judged by what it wraps, so
    that `::ffff:127.0.0.1` is as private as `127.0.0.1`.
    """
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast


def _unwrapped(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
