"""Rate limits, by network: new accounts, wrong pairing codes, passkeys, health links."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded
from limits.errors import ConfigurationError

from ..config import SettingError
from ..web.errors import ApiError, answer


def network() -> str:
    """The caller's IPv4 address or IPv6 /64 network, of which a household usually has one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # on a Unix socket there is none
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


limiter = Limiter(network, in_memory_fallback_enabled=True)

new_accounts = limiter.limit("60 per minute; 2000 per day", deduct_when=lambda response: response.status_code == 201)
new_codes = limiter.limit("60 per minute")
# Only failed tries count. docs/accounts.md says how likely it is to guess a code of fifty bits within these limits.
WRONG_TRIES = "10 per minute; 100 per hour"
wrong_codes = limiter.limit(WRONG_TRIES, deduct_when=lambda response: response.status_code in (400, 404))
# A passkey can't be guessed, but checking its signature takes time.
passkey_ceremonies = limiter.shared_limit("120 per minute", scope="passkeys")
wrong_passkeys = limiter.limit(WRONG_TRIES, deduct_when=lambda response: response.status_code in (400, 404))

# Nobody guesses 256 bits: these bound what one network stores and fetches.
new_health_links = limiter.limit("20 per minute; 200 per day", deduct_when=lambda response: response.status_code == 201)
health_link_files = limiter.limit("120 per minute")


def init_app(app: Flask) -> None:
    """Raises config.SettingError."""
    try:
        limiter.init_app(app)
    except ConfigurationError:  # its message may hold a password
        raise SettingError(
            "RATELIMIT_STORAGE_URI must be memory:// or redis://HOST:6379; others need a package of theirs"
        ) from None
    warn_of_memory_storage(app)
    app.register_error_handler(RateLimitExceeded, slow_down)


def warn_of_memory_storage(app: Flask) -> None:
    """Storage in memory is per process, and on PostgreSQL there are usually several processes."""
    if (
        app.config["RATELIMIT_STORAGE_URI"].startswith("memory:")
        and "postgresql" in app.config["DATABASE_URL"].drivername
    ):
        app.logger.warning(
            "RATELIMIT_STORAGE_URI is memory://, so this process counts the tries of guessers by itself: "
            "if there are others, name one storage for all of them"
        )


def slow_down(error: RateLimitExceeded) -> Response:
    limit = limiter.current_limit
    wait = max(1, round(limit.reset_at - time.time())) if limit else 60
    message = f"Too many tries from your network: wait {wait} seconds."
    return answer(ApiError(429, "slow_down", message, retry_after=wait))
