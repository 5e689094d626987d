"""What a passkey's answers must prove, by the steps of Web Authentication (7.1 and 7.2 of its level 3).

A passkey is the whole sign-in here, so the authenticator must have verified the person (PIN, fingerprint, face),
and must keep the passkey where it is found without a name. Attestation proves the maker of the authenticator:
nobody asks for it.

The library, and OpenSSL below it, are imported by the first who needs them: a start is 0.3 seconds shorter without.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from flask import request

if TYPE_CHECKING:
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.registration.verify_registration_response import VerifiedRegistration

Credential = dict[str, Any]
"""RegistrationResponseJSON or AuthenticationResponseJSON, as a browser's `toJSON()` gives it."""


class Refused(Exception):
    """An answer that proves nothing. The message is for the log."""


def creation_options(challenge: bytes, user: bytes, name: str, known: list[bytes], wait: int) -> dict[str, Any]:
    """For `navigator.credentials.create()`. `known` are the account's passkeys, `wait` is in seconds."""
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
        timeout=wait * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=id) for id in known],
    )
    return webauthn.helpers.options_to_json_dict(options)


def request_options(challenge: bytes, wait: int) -> dict[str, Any]:
    """For `navigator.credentials.get()`: any passkey of this host will do."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=relying_party(),
        challenge=challenge,
        timeout=wait * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def registration(credential: Credential, challenge: bytes) -> "VerifiedRegistration":
    """Raises Refused."""
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
        raise Refused(str(error)) from error


def authentication(
    credential: Credential, challenge: bytes, public_key: bytes, sign_count: int
) -> "VerifiedAuthentication":
    """Raises Refused, also when the authenticator has counted no further: somebody may have copied it."""
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
        raise Refused(str(error)) from error


def decoded(text: object) -> bytes:
    """The bytes of base64url. Raises Refused."""
    try:
        found = urlsafe_b64decode(f"{text}===")
    except ValueError as error:
        raise Refused("no base64url") from error
    if encoded(found) != text:
        raise Refused("no plain base64url")
    return found


def encoded(content: bytes) -> str:
    """As base64url without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def relying_party() -> str:
    """The host without its port: a passkey works for all ports of a host, and for no other host."""
    return request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host


def origin() -> str:
    return f"{request.scheme}://{request.host}"


def _malformed() -> tuple[type[Exception], ...]:
    """What the library, and those that it calls, raise on bytes that no authenticator made."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from OpenSSL.crypto import Error
    from webauthn.helpers.exceptions import WebAuthnException

    return (
        WebAuthnException, InvalidSignature, UnsupportedAlgorithm, Error,
        ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError,
    )  # fmt: skip
