"""How the service is set up."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dateline.record import DatelineError

STATIC = Path(__file__).parent / "static"
"""Where the built page lies: made from the folder ``web/`` when the package is built."""

_MIB = 1024 * 1024
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class ServeError(DatelineError):
    """The service cannot be set up so; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the service is set up. Raises `ServeError` where an address is open to others without a token.

    `tiles` is the address of map tiles with {z}, {x} and {y}; None draws the map that comes with the page. `user` is
    who acts where nobody gave a name. Sizes are in bytes; `upload_bytes` is for a whole request.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = field(default=None, repr=False)
    read_only: bool = False
    tiles: str | None = None
    user: str = "somebody"
    upload_bytes: int = 50 * _MIB
    upload_files: int = 200
    body_bytes: int = _MIB
    static: Path = STATIC

    def __post_init__(self) -> None:
        if not self.is_local and not self.token:
            raise ServeError(f"{self.host} is open to other machines; give a token with --token TOKEN")
        if self.tiles is not None and not self.tile_origin:
            raise ServeError(f"{self.tiles!r} is no address of tiles; write it as https://HOST/{{z}}/{{x}}/{{y}}.png")

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the address."""
        return is_local(self.host)

    @property
    def tile_origin(self) -> str | None:
        """The scheme and host of the tiles, for the content security policy; None where there are none."""
        parts = urlsplit(self.tiles or "")
        if parts.scheme not in ("http", "https") or not parts.hostname or set(" ;,'\"") & set(parts.netloc):
            return None
        return f"{parts.scheme}://{parts.netloc}"

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this service.

        Another name would be one that an attacker's page was loaded from and that leads here now (DNS rebinding). A
        bare address cannot be such a name; where others may reach the service, any address of it will do.
        """
        name = _without_port(host).lower()
        if name in _LOCAL_NAMES or name == self.host.lower():
            return True
        if self.is_local:
            return False
        return _address(name) is not None or name in {socket.gethostname().lower(), socket.getfqdn().lower()}


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _without_port(host: str) -> str:
    """'[::1]:8000' → '::1', 'localhost:8000' → 'localhost'."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
