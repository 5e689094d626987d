"""The pages of the server, and how to fetch its responses."""

import json
import re
import urllib.request

from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load

from .server import Server

GUIDES = tuple(load(CONTENT))
PAGES = (
    "/",
    "/guides/",
    *(f"/guides/{slug}/" for slug in GUIDES),
    *(f"/practice/{slug}/" for slug in GUIDES),
    "/plan/",
    "/prescribe/",
    "/history/",
    "/depth/",
    "/right-or-wrong/",
    "/report/",
    "/settings/",
    "/safety/",
    "/why/",
    "/offline/",
)


def get(server: Server, path: str, **headers: str) -> bytes:
    """The body at `path`. Headers are named with underscores: Accept_Encoding="br"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=named)) as answer:
        content: bytes = answer.read()
    return content


def build(server: Server, language: str = "en") -> list[str]:
    """The URLs that the first line of the service worker lists for a phone in `language`, without the camera's pack."""
    found = re.match(rb"self\.BUILD=(.*);\n", get(server, "/sw.js"))
    assert found
    files = [file for file in json.loads(found[1])["files"] if "camera" not in file]
    return [file["url"] for file in files if file.get("language", language) == language]
