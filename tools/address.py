"""Prints the URL of `make run`, or one sentence why it can't serve there: granian would print a traceback."""

import errno
import ipaddress
import socket
import sys


def main(host: str, port: str) -> None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        sys.exit(f"HOST must be a network address of this machine, such as 127.0.0.1 or 0.0.0.0, not {host!r}")
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        sys.exit(f"PORT must be a whole number from 1 to 65535, not {port!r}")
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    if (error := bind(family, host, int(port))) == errno.EADDRINUSE:
        advice = f"stop it, or choose another port: make run PORT={int(port) % 65535 + 1}"
        # granian, and so another Hinge, lets servers of the same person share a port
        if bind(family, host, int(port), socket.SO_REUSEPORT):
            sys.exit(f"Port {port} is in use by another program: {advice}")
        print(f"Port {port} is in use by another server too, which takes a part of the requests: {advice}")
    elif error == errno.EACCES:
        sys.exit(f"Port {port} is for the administrator of this machine: choose one above 1023, such as 8000")
    elif error == errno.EADDRNOTAVAIL:
        sys.exit(f"HOST must be a network address of this machine, and {host} is none; 127.0.0.1 always is one")
    print(f"Hinge: http://{host if address.version == 4 else f'[{host}]'}:{port}/   (Ctrl-C stops it)")


def bind(family: socket.AddressFamily, host: str, port: int, *options: int) -> int | None:
    """Tries to listen on the port. Returns the errno of the failure, or None."""
    with socket.socket(family) as trial:
        for option in (socket.SO_REUSEADDR, *options):
            trial.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            trial.bind((host, port))
            trial.listen()
        except OSError as error:
            return error.errno
    return None


if __name__ == "__main__":
    main(*sys.argv[1:])
