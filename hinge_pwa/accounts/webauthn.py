"""Verifies passkeys by the steps of Web Authentication (Level 3, 7.1 and 7.2).

A passkey is the only factor of the sign-in, so the authenticator must verify the person (PIN, fingerprint, face), and
the passkey must be discoverable without a user name. Attestation, which proves the authenticator's maker, is not
requested.

The library and OpenSSL are imported at their first use, so that the server starts 0.3 seconds sooner.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from flask import request

if TYPE_CHECKING:
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.registration.verify_registration_response import VerifiedRegistration

Credential = dict[str, Any]
"""RegistrationResponseJSON or AuthenticationResponseJSON, as a browser's `toJSON()` gives it."""


class InvalidCredential(Exception):
    """A credential is malformed or not verified. The message is for the log."""


def creation_options(challenge: bytes, user: bytes, name: str, existing: list[bytes], timeout: int) -> dict[str, Any]:
    """Options for `navigator.credentials.create()`. `existing` are the account's passkeys, `timeout` is in seconds."""
    import webauthn
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = webauthn.generate_registration_options(
        rp_id=relying_party(),
        rp_name="Hinge",
        user_id=user,
        user_name=name,
        challenge=challenge,
        timeout=timeout * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=id) for id in existing],
    )
    return webauthn.helpers.options_to_json_dict(options)


def request_options(challenge: bytes, timeout: int) -> dict[str, Any]:
    """Options for `navigator.credentials.get()`, for any passkey of this host."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=relying_party(),
        challenge=challenge,
        timeout=timeout * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def verify_registration(credential: Credential, challenge: bytes) -> "VerifiedRegistration":
    """Raises InvalidCredential."""
    import webauthn

    try:
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=origin(),
            require_user_verification=True,
        )
    except _malformed() as error:
        raise InvalidCredential(str(error)) from error


def verify_authentication(
    credential: Credential, challenge: bytes, public_key: bytes, sign_count: int
) -> "VerifiedAuthentication":
    """Raises InvalidCredential, also if the signature counter has not increased: the passkey may be a copy."""
    import webauthn

    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=relying_party(),
            expected_origin=origin(),
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except _malformed() as error:
        raise InvalidCredential(str(error)) from error


def decode_base64url(text: object) -> bytes:
    """Raises InvalidCredential unless `text` is base64url without padding."""
    try:
        content = urlsafe_b64decode(f"{text}===")
    except ValueError as error:
        raise InvalidCredential("no base64url") from error
    if encode_base64url(content) != text:
        raise InvalidCredential("no plain base64url")
    return content


def encode_base64url(content: bytes) -> str:
    """Without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def relying_party() -> str:
    """The id of the relying party: the host without its port, as a passkey is valid for all ports of one host."""
    return request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host


def origin() -> str:
    return f"{request.scheme}://{request.host}"


def _malformed() -> tuple[type[Exception], ...]:
    """The exceptions that the library, and libraries that it calls, raise for malformed credentials."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from OpenSSL.crypto import Error
    from webauthn.helpers.exceptions import WebAuthnException

    return (
        WebAuthnException, InvalidSignature, UnsupportedAlgorithm, Error,
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError,
    )  # fmt: skip
