"""Who may come in: a file of tokens, each with a name and a role, of which only hashes are kept.

A token is ``sayso_ID_SECRET``; the secret has 256 random bits, so a fast hash with a salt is as good as a slow one,
and a request by token costs microseconds. The file is read again when it changed: a revoked token ends at once.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from sayso.errors import InputError, SettingsError
from sayso.web.guard.people import Role

_PREFIX = "sayso"
_SECRET = 32  # bytes
_ID = 5


class Token(Struct, frozen=True):
    """One who may come in. ``hash`` is BLAKE2b of the secret, with ``salt``; both hexadecimal."""

    id: str
    name: str
    role: Role
    salt: str
    hash: str
    made_at: str


class TokenFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    tokens: tuple[Token, ...] = ()


def new(file: Path, name: str, role: Role) -> str:
    """Add a token to a file, made where it is missing; the token itself, which is kept nowhere. Raises InputError."""
    known = read(file).tokens if file.exists() else ()
    if not name.strip() or any(token.name == name for token in known):
        what = f"there is a token for {name} already" if name.strip() else "a token needs a name"
        raise InputError(what, "give another name, or revoke that one first")
    secret, salt, ident = secrets.token_urlsafe(_SECRET), secrets.token_hex(16), secrets.token_hex(_ID)
    token = Token(ident, name, role, salt, _hash(secret, salt), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _write(file, TokenFile((*known, token)))
    return f"{_PREFIX}_{ident}_{secret}"


def revoke(file: Path, name: str) -> None:
    """Take the token of this name, or with this id, out of the file. Raises InputError where there is none."""
    known = read(file).tokens
    left = tuple(token for token in known if name not in (token.name, token.id))
    if len(left) == len(known):
        names = ", ".join(token.name for token in known) or "none"
        raise InputError(f"{file} has no token for {name}", f"it has: {names}")
    _write(file, TokenFile(left))


def read(file: Path) -> TokenFile:
    """The tokens in a file. Raises SettingsError where it is missing, damaged or others may write it."""
    try:
        data, mode = file.read_bytes(), file.stat().st_mode
    except OSError as fault:
        to_do = f"make it with `sayso token new {file} --name NAME --role reader`"
        raise SettingsError(f"{file} cannot be read: {fault.strerror}", to_do) from fault
    if os.name == "posix" and mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SettingsError(f"{file} may be written by others", f"take that from them: `chmod 600 {file}`")
    try:
        return msgspec.json.decode(data, type=TokenFile)
    except msgspec.DecodeError as fault:
        raise SettingsError(f"{file} holds no tokens: {fault}", "make a new file with `sayso token new`") from fault


class Doorkeeper:
    """Knows the tokens of a file as it is now."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._tokens: dict[str, Token] = {}
        self._look()

    def known(self, token: str) -> Token | None:
        """Whose token it is; None where it is nobody's."""
        prefix, _, rest = token.partition("_")
        ident, _, secret = rest.partition("_")
        found = self.by_id(ident)
        if prefix != _PREFIX or found is None:
            return None
        return found if hmac.compare_digest(_hash(secret, found.salt), found.hash) else None

    def by_id(self, ident: str) -> Token | None:
        """The token with this id, while it is not revoked."""
        self._look()
        return self._tokens.get(ident)

    def _look(self) -> None:
        """Read the file again if it changed. While it cannot be read nobody comes in."""
        try:
            found = self._file.stat()
        except OSError:
            self._tokens, self._seen = {}, None
            return
        seen = (found.st_mtime_ns, found.st_size)
        if seen != self._seen:
            self._tokens = {token.id: token for token in read(self._file).tokens}
            self._seen = seen


def _hash(secret: str, salt: str) -> str:
    return hashlib.blake2b(secret.encode(), salt=bytes.fromhex(salt), digest_size=32).hexdigest()


def _write(file: Path, tokens: TokenFile) -> None:
    """The whole file or none, readable by nobody else from its first byte."""
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(tokens), indent=1) + b"\n")
        unfinished.replace(file)
    except OSError as fault:
        raise SettingsError(f"{file} cannot be written: {fault.strerror}", "give a file that you may write") from fault
