"""What the session cookie holds: an id and the analyst's name, signed, so that the service need not remember them.

The key is made when the service starts: a new start signs everybody out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass

NAME_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody at the page: `name` is what they called themselves, `csrf` what their changes must carry."""

    id: str
    name: str | None = None
    csrf: str


class Sessions:
    """Makes and reads cookies."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def begin(self, name: str | None = None, id: str | None = None) -> Session:
        """A new session, or one with another name."""
        id = id or secrets.token_hex(16)
        return Session(id=id, name=name, csrf=self._mark("csrf", id))

    def cookie(self, session: Session) -> str:
        """The session as a cookie's value."""
        name = base64.urlsafe_b64encode((session.name or "").encode()).decode().rstrip("=")
        return f"{session.id}.{name}.{self._mark('session', session.id, name)}"

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where this service did not write it."""
        id, _, rest = (cookie or "").partition(".")
        name, _, mark = rest.partition(".")
        if not mark or not hmac.compare_digest(mark.encode(), self._mark("session", id, name).encode()):
            return None
        try:
            words = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
        return self.begin(words or None, id)

    def _mark(self, *words: str) -> str:
        return hmac.new(self._key, "|".join(words).encode(), hashlib.sha256).hexdigest()
