"""The views of the HTML pages. Each is the same for every visitor: personal data is on the phone."""

from collections.abc import Iterator

from flask import Blueprint, Flask, Response, abort, current_app, render_template, url_for

from ..guides import Guide, in_page_language
from ..guides.quiz import sheet_of
from ..guides.references import Citations
from ..languages import SOURCE, route
from ..web.version import version_of
from . import warning_signs
from .browsers import OLDEST_TEXT
from .why import PICTURES

pages = Blueprint("pages", __name__)

ENDPOINTS = ("today", "guides", "plan", "prescribe", "history", "report", "depth", "right_or_wrong", "settings",
             "safety", "why", "offline")  # fmt: skip
"""The pages of which there is one in each language."""

DRILL = "foam-roller-deadlift"
"""What many come for: Today names it to who has not practised yet."""


@route(pages, "/")
def today() -> str:
    guides = in_page_language()
    return render_template("pages/today.html", guides=guides.values(), first=_first(), drill=guides.get(DRILL))


@route(pages, "/guides/")
def guides() -> str:
    return render_template("guides/index.html", guides=in_page_language().values())


@route(pages, "/guides/<slug>/")
def guide(slug: str) -> str:
    return render_template("guides/guide.html", guide=_guide(slug), next=_next_guide(slug))


@route(pages, "/practice/<slug>/")
def practice(slug: str) -> str:
    return render_template(
        "practice/practice.html", guide=_guide(slug), next=_next_guide(slug), signs=warning_signs.version()
    )


@route(pages, "/history/")
def history() -> str:
    return render_template("history/history.html", guides=in_page_language().values(), first=_first())


@route(pages, "/plan/")
def plan() -> str:
    return render_template("plan/plan.html", guides=in_page_language().values(), first=_first())


@route(pages, "/prescribe/")
def prescribe() -> str:
    """For clinicians. The link that it makes has no language: whoever opens it is led to their own."""
    link = url_for("pages.plan", language=SOURCE)
    return render_template("prescribe/prescribe.html", guides=in_page_language().values(), link=link)


@route(pages, "/depth/")
def depth() -> str:
    """The retest "How far do you hinge?"."""
    return render_template("depth/depth.html", guides=in_page_language())


@route(pages, "/right-or-wrong/")
def right_or_wrong() -> str:
    """Ten pictures of a guide, which the fragment names: all guides share the bodies that the browser draws."""
    return render_template("quiz/quiz.html", guides=in_page_language().values(), sheet=sheet_of(current_app))


@route(pages, "/report/")
def report() -> str:
    """What was planned and done, for whoever treats a person."""
    return render_template("report/report.html", guides=in_page_language().values())


@route(pages, "/settings/")
def settings() -> str:
    return render_template(
        "settings/settings.html", guides=in_page_language().values(), version=version_of(current_app)
    )


@route(pages, "/safety/")
def safety() -> str:
    return render_template("pages/safety.html")


@route(pages, "/why/")
def why() -> str:
    first = next(iter(in_page_language().values()))
    return render_template("why/why.html", pictures=PICTURES, citations=Citations(), first=first)


@route(pages, "/offline/")
def offline() -> str:
    """The service worker shows this page for a URL that is not in its cache."""
    return render_template("pages/offline.html", guides=in_page_language().values())


@pages.after_request
def revalidate(response: Response) -> Response:
    """Browsers may cache a page, but must ask before each use whether it is current."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def paths(language: str) -> Iterator[str]:
    """The path of every page in one language; the service worker caches all of them."""
    for endpoint in ENDPOINTS:
        yield url_for(f"pages.{endpoint}", language=language)
    for slug in in_page_language():
        yield url_for("pages.guide", slug=slug, language=language)
        yield url_for("pages.practice", slug=slug, language=language)


def init_app(app: Flask) -> None:
    app.register_blueprint(pages)
    app.jinja_env.globals["oldest_browsers"] = OLDEST_TEXT
    name, phone = app.config["CLINIC_NAME"], app.config["CLINIC_PHONE"]
    app.jinja_env.globals["clinic"] = ", ".join(filter(None, (name, phone)))


def _first() -> Guide:
    """The first guide in the order of learning: what someone with no practice yet is led to."""
    return next(iter(in_page_language().values()))


def _guide(slug: str) -> Guide:
    return in_page_language().get(slug) or abort(404)


def _next_guide(slug: str) -> Guide | None:
    """The step after a guide, where there is one."""
    after = _guide(slug).next.guide
    return in_page_language()[after] if after else None
