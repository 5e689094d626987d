import json
import posixpath
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.pwa.assets import SHEETS, Assets
from tests.support.stylesheet import rules

PAGES = ("/", "/guides/", "/guides/hip-hinge/", "/guides/foam-roller-deadlift/", "/practice/foam-roller-deadlift/",
         "/history/", "/settings/", "/plan/", "/prescribe/", "/depth/", "/right-or-wrong/", "/report/", "/safety/",
         "/why/", "/offline/", "/nothing/")  # fmt: skip
LAYERS = ("layers", "reset", "tokens", "base")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small tree of static files."""
    files = {f"css/{name}.css": f"/* {name} */ .{name} {{ color: red; }}" for name in LAYERS}
    files |= {
        "css/zebra.css": ".zebra { margin: 0 }",
        "css/apple.css": ".apple { margin: 0 }",
        "js/app.js": "// Says hello.\nimport {\n  a,\n} from './parts/a.js';\nimport './parts/c.js';\n",
        "js/parts/a.js": "export { b as a } from './b.js';\nexport { c } from './b.js';\n",
        "js/parts/b.js": "import '../app.js';\nexport const b = 1, c = 2;\n",
        "js/parts/c.js": "export const later = () => import('../lazy.js');\n",
        "js/lazy.js": "import './parts/d.js';\n",
        "js/parts/d.js": "export {};\n",
        "js/parts/deep/e.js": "import '../a.js';\n",
        "js/unused.js": "export {};\n",
        "icons/icon.svg": "<svg/>",
        "vendor/LICENSE.txt": "MIT",
        "vendor/README.md": "Notes",
        "sw.js": "self;",
    }
    for name, text in files.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "static"


@pytest.fixture
def assets(source: Path, tmp_path: Path) -> Assets:
    return Assets(source, tmp_path / "build")


def content(assets: Assets, name: str) -> str:
    return (assets.build / assets.urls[name].removeprefix("/static/")).read_text()


def test_a_name_changes_with_the_content_alone(source: Path, tmp_path: Path) -> None:
    before = Assets(source, tmp_path / "one").urls
    (source / "icons/icon.svg").write_text("<svg></svg>")
    after = Assets(source, tmp_path / "two").urls
    assert {name for name in before if before[name] != after[name]} == {"icons/icon.svg"}


def test_scripts_and_styles_lose_their_comments(assets: Assets) -> None:
    assert "Says hello" not in content(assets, "js/app.js")
    assert "/*" not in content(assets, "css/app.css")


def test_all_styles_are_one_file_in_the_order_of_the_layers(assets: Assets) -> None:
    css = content(assets, "css/app.css")
    order = [css.index(f".{name}") for name in (*LAYERS, "apple", "zebra")]
    assert order == sorted(order)


def test_notes_and_the_worker_are_not_served_as_assets(assets: Assets) -> None:
    assert not {"vendor/LICENSE.txt", "vendor/README.md", "sw.js"} & set(assets.urls)


def test_a_graph_holds_every_module_once(assets: Assets) -> None:
    assert assets.graph("js/app.js") == ("js/app.js", "js/parts/a.js", "js/parts/c.js", "js/parts/b.js")


def test_lazy_modules_come_with_what_they_import(assets: Assets) -> None:
    c, *lazy = assets.with_lazy_modules([assets.urls["js/parts/c.js"]])
    assert c == assets.urls["js/parts/c.js"]
    assert lazy == [assets.urls["js/lazy.js"], assets.urls["js/parts/d.js"]]


def resolved(assets: Assets, importer: str, specifier: str) -> str:
    """Where a browser finds what a module imports: the longest key of the import map that fits decides."""
    plain = posixpath.normpath(posixpath.join(posixpath.dirname(importer), specifier))
    imports = json.loads(assets.import_map)["imports"]
    fits = [key for key in imports if plain == key or (key.endswith("/") and plain.startswith(key))]
    return max((imports[key] + plain.removeprefix(key) for key in fits), key=len, default=plain)


def test_every_import_leads_to_a_built_file(assets: Assets) -> None:
    """By the import map from folder to folder, and without it inside of one."""
    urls = assets.urls
    assert resolved(assets, urls["js/app.js"], "./parts/a.js") == urls["js/parts/a.js"]
    assert resolved(assets, urls["js/parts/a.js"], "./b.js") == urls["js/parts/b.js"]
    assert resolved(assets, urls["js/parts/b.js"], "../app.js") == urls["js/app.js"]
    assert resolved(assets, urls["js/parts/b.js"], "./deep/e.js") == urls["js/parts/deep/e.js"]
    assert resolved(assets, urls["js/parts/deep/e.js"], "../a.js") == urls["js/parts/a.js"]
    assert resolved(assets, urls["js/parts/deep/e.js"], "../../lazy.js") == urls["js/lazy.js"]


def test_the_import_map_names_only_what_is_imported(assets: Assets) -> None:
    imports = json.loads(assets.import_map)["imports"]
    assert set(imports) == {"/static/js/app.js", "/static/js/lazy.js", "/static/js/parts/"}


def test_the_modules_of_a_folder_share_a_hash(source: Path, tmp_path: Path) -> None:
    before = Assets(source, tmp_path / "one").urls
    (source / "js/parts/deep/e.js").write_text("export const e = 5;\n")
    after = Assets(source, tmp_path / "two").urls
    assert {name for name in before if before[name] != after[name]} == {n for n in before if n.startswith("js/parts/")}
    assert "vendor" not in "".join(before), "notes have no share in it"


def test_building_again_leaves_no_half_files(source: Path, tmp_path: Path) -> None:
    urls = Assets(source, tmp_path / "build").urls
    assert Assets(source, tmp_path / "build").urls == urls
    files = [path.relative_to(tmp_path / "build") for path in (tmp_path / "build").rglob("*.*") if path.is_file()]
    assert {f"/static/{path.as_posix()}" for path in files} == set(urls.values())


def test_the_minifier_keeps_what_selectors_mean(tmp_path: Path) -> None:
    """rcssmin drops some spaces before a colon, as in `a:not(:has(b)) :is(c)`. Write `*:is(c)` or nest there."""
    source = Path(__file__).resolve().parents[2] / "static"
    written = "".join(path.read_text("utf-8") for path in (source / "css").glob("*.css"))
    descendants = re.compile(r"[\w\])*\"']\s+:[a-z-]+")
    assets = Assets(source, tmp_path / "build")
    built = "".join(content(assets, f"css/{sheet}.css") for sheet in ("app", *SHEETS))
    assert len(descendants.findall(built)) == len(descendants.findall(written)) > 0


def test_no_selector_loses_the_space_before_a_pseudo_class(client: FlaskClient) -> None:
    """The minifier takes some for declarations. Where it drops the space, `*:is(…)` keeps the descendant."""
    paths = ("/", "/guides/hip-hinge/", "/practice/hip-hinge/", "/depth/", "/history/", "/plan/", "/report/",
             "/prescribe/", "/why/", "/right-or-wrong/", "/settings/")  # fmt: skip
    built = "".join(re.findall(r"<style>(.*?)</style>", "".join(client.get(path).text for path in paths), re.DOTALL))
    built += client.application.extensions["assets"].text("css/camera.css")
    for path in sorted((Path(__file__).parents[2] / "static" / "css").glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for before, name, inside in re.findall(r"([\w\])-])\s+:(is|not|where|has)\(\s*([\w.#\[]+)", text):
            assert f"{before} :{name}({inside}" in built, (path.name, before, name, inside)


CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
SAME_NAMES = {"after", "beside", "effort", "fold", "lost", "plan", "practice"}
"""Classes that several pages give to things of their own."""


def test_a_page_has_the_styles_of_all_that_stands_in_it(site: Flask) -> None:
    """A file of styles that a page does without styles nothing there: no selector finds all its classes."""
    assets: Assets = site.extensions["assets"]
    own = {name: owned(assets, name) for name in SHEETS}
    client = site.test_client()
    for path in PAGES:
        html = client.get(path).text
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        there = {name for names in re.findall(r'\bclass="([^"]*)"', html) for name in names.split()}
        for sheet, selectors in own.items():
            if sheet == "paper" and path.startswith("/practice/"):  # nobody prints that
                continue
            if sheet == "camera" or assets.text(f"css/{sheet}.css") in style:  # that comes when the camera counts
                continue
            missed = [one for one in selectors if (classes := CLASS.findall(one)) and set(classes) <= there]
            assert [one for one in missed if CLASS.findall(one)[0] not in SAME_NAMES] == [], (path, sheet)


def owned(assets: Assets, sheet: str) -> list[str]:
    """The selectors in a sheet, without what stands in `:not()`. What is nested in a rule depends on it."""
    selectors = [rule.selector for rule in rules(assets.text(f"css/{sheet}.css")) if not rule.nested]
    selectors = [one for one in selectors if "[data-practising]" not in one]  # what only the page of a practice is
    without = [re.sub(r":not\([^)]*\)", "", selector) for selector in selectors if not selector.startswith("@")]
    return [one for selector in without for one in re.split(r",(?![^(]*\))", selector)]
