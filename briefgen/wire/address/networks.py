"""Which addresses may be fetched from: the public internet, and nothing that only looks like it."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))

# Written out, not `is_global`: what that says of some of these has changed between releases of Python.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network, and the unspecified address
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carriers' NAT
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # a cloud's own services, though the address is public
            "169.254.0.0/16",  # link-local, and most clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)

# Only global unicast is public. That leaves out the IPv4 addresses in IPv6 (mapped, compatible, NAT64 in both
# prefixes), loopback, unique local, link-local, site-local and multicast.
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)


def is_loopback(address: str) -> bool:
    """Whether a plain IPv4 or IPv6 address is this machine's own; an IPv4 address inside IPv6 never is."""
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in _LOOPBACK)


def is_public(address: str) -> bool:
    """Whether a plain IPv4 or IPv6 address belongs to the public internet; False for what is no address."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _CLOSED_4)
    return parsed is not None and parsed in _OPEN_6 and not any(parsed in network for network in _CLOSED_6)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return None if "%" in address else ip_address(address)  # a zone names an interface of this machine
    except ValueError:
        return None
