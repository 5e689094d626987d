"""Routes of the pages: an English page has its own path, and its translation has the same path below `/xx`."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, current_app, has_request_context, request
from werkzeug.routing import BaseConverter

from .language import SOURCE, Language

View = Callable[..., Any]


def route(blueprint: Blueprint, path: str) -> Callable[[View], View]:
    """Like `blueprint.get(path)`, in every language. The view gets no argument for the language: it calls `current`."""

    def register(view: View) -> View:
        blueprint.add_url_rule(path, view_func=view, defaults={"language": SOURCE})
        blueprint.add_url_rule(f"/<language:language>{path}", view_func=view)
        return view

    return register


def init_app(app: Flask, languages: dict[str, Language]) -> None:
    """Register the languages for `route`, and make `url_for` keep the language of the current page."""
    codes = [code for code in languages if code != SOURCE]
    app.url_map.converters["language"] = type("LanguageConverter", (BaseConverter,), {"regex": "|".join(codes)})

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values:
            values.pop("language", None)

    @app.url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "language"):
            values.setdefault("language", current().code)

    @app.after_request
    def link(response: Response) -> Response:
        """Tell search engines the page's URL in each language, in a Link header (RFC 8288); they need absolute URLs."""
        if response.status_code == 200 and (request.endpoint or "").startswith("pages."):
            host = request.host_url.rstrip("/")
            response.headers["Link"] = ", ".join(
                f'<{host}{same_page(other)}>; rel="alternate"; hreflang="{code}"' for code, other in languages.items()
            )
        return response


def current() -> Language:
    """The language of the requested page; English outside of a request."""
    languages: dict[str, Language] = current_app.extensions["languages"]
    code = request.path.split("/", 2)[1] if has_request_context() else SOURCE
    return languages.get(code) or languages[SOURCE]


def same_page(language: Language) -> str:
    """The path of the current page in another language."""
    return request.script_root + language.prefix + request.path.removeprefix(current().prefix)
