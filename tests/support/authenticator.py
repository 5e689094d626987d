"""A software authenticator: creates passkeys and signs with them, as Web Authentication says or deliberately not."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url

from .phones import Phone

PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40

Json = dict[str, Any]


@dataclass
class Authenticator:
    """Holds one passkey. The fields set what it answers; tests change them to get invalid answers."""

    origin: str = "http://localhost"
    flags: int = PRESENT | VERIFIED | ELIGIBLE | BACKED_UP
    counts: bool = False
    sign_count: int = 0
    rp_id: str | None = None  # None: the one in the options
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user: bytes = b""

    def create(self, options: Json) -> Json:
        """What `navigator.credentials.create()` gives, in JSON."""
        self.user = base64url_to_bytes(options["user"]["id"])
        self.rp_id = self.rp_id or options["rp"]["id"]
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public_key()
        data = self._data(ATTESTED) + attested
        return self._credential(
            clientDataJSON=self._client_data("webauthn.create", options),
            attestationObject=cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data}),
        )

    def get(self, options: Json) -> Json:
        """What `navigator.credentials.get()` gives, in JSON."""
        client_data = self._client_data("webauthn.get", options)
        self.sign_count += self.counts
        data = self._data()
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=client_data, authenticatorData=data, signature=signature, userHandle=self.user
        )

    def add_to(self, phone: Phone, label: str = "Phone, Chrome", **options: Any) -> Any:
        """The server's answer to a new passkey of the account that `phone` is signed in to."""
        requested = phone.client.post("/api/passkeys/options", **options).get_json()
        return phone.client.post(
            "/api/passkeys", json={"credential": self.create(requested), "label": label}, **options
        )

    def sign_in(self, client: Any, **body: Any) -> Any:
        """The server's answer to a device that signs in."""
        requested = client.post("/api/passkeys/sign-in/options").get_json()
        return client.post("/api/passkeys/sign-in", json={"credential": self.get(requested), **body})

    def _credential(self, **response: bytes) -> Json:
        id = bytes_to_base64url(self.id)
        encoded = {name: bytes_to_base64url(value) for name, value in response.items()}
        return {"id": id, "rawId": id, "type": "public-key", "response": encoded}

    def _client_data(self, type: str, options: Json) -> bytes:
        return json.dumps({"type": type, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _data(self, more_flags: int = 0) -> bytes:
        hashed = hashlib.sha256((self.rp_id or "").encode()).digest()
        return hashed + bytes([self.flags | more_flags]) + self.sign_count.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        """COSE, by RFC 9053: EC2, ES256, P-256, x, y."""
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
