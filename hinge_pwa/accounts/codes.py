"""Pairing codes: short enough to type, and with enough random bits that nobody guesses one in ten minutes."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH = 10
LOOK_ALIKES = str.maketrans("OILoil", "011011")
SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u202f\t\r\n")


def make() -> str:
    """A code of 50 random bits, in the form that people see: `7KQ4M-2XR8T`."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{code[:5]}-{code[5:]}"


def parse(typed: str) -> str | None:
    """The code in the form of `make`, or None. Allows any case, spaces and dashes, O for 0, I and L for 1."""
    code = typed.translate(SEPARATORS).translate(LOOK_ALIKES).upper()
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    return f"{code[:5]}-{code[5:]}"


def digest(code: str, pepper: str) -> bytes:
    """The keyed hash that the database stores; without the server's secret key `pepper` it reveals no code."""
    return hmac.digest(pepper.encode(), f"pairing {code}".encode(), hashlib.sha256)
