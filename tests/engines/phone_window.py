"""A WebKit browser as narrow as a phone. WebKitGTK's MiniBrowser is at least 447 px wide.

WebKitWebDriver starts it with the system's Python: it needs Debian's python3-gi and gir1.2-webkit2-4.1, and nothing of
Hinge. On SIGUSR1 it saves a screenshot of itself.
"""

import argparse
import signal
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2  # noqa: E402 - require_version must run first


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("profile", "size", "language", "downloads", "picture"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    context = make_context(Path(options.profile), options.language)
    context.connect("download-started", lambda _, download: save(download, Path(options.downloads)))
    window = Gtk.Window(type=Gtk.WindowType.TOPLEVEL)
    window.set_decorated(False)
    window.set_default_size(width, height)

    def automate(_: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
        session.connect("create-web-view", lambda _: show(window, context))

    context.connect("automation-started", automate)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, lambda: take_picture(window, Path(options.picture)))
    Gtk.main()


def make_context(profile: Path, language: str) -> WebKit2.WebContext:
    manager = WebKit2.WebsiteDataManager(
        base_data_directory=str(profile / "data"), base_cache_directory=str(profile / "cache")
    )
    manager.set_itp_enabled(True)  # as Safari does
    context = WebKit2.WebContext.new_with_website_data_manager(manager)
    # Without this, cookies are not stored in the profile.
    cookies = str(profile / "cookies.sqlite")
    context.get_cookie_manager().set_persistent_storage(cookies, WebKit2.CookiePersistentStorage.SQLITE)
    context.set_preferred_languages([language])
    context.set_automation_allowed(True)
    return context


def show(window: Gtk.Window, context: WebKit2.WebContext) -> WebKit2.WebView:
    view = WebKit2.WebView(
        web_context=context,
        is_controlled_by_automation=True,
        settings=WebKit2.Settings(enable_write_console_messages_to_stdout=True),
        website_policies=WebKit2.WebsitePolicies(autoplay=WebKit2.AutoplayPolicy.DENY),  # sound only after a press
    )
    view.connect("web-process-terminated", lambda *_: Gtk.main_quit())
    window.add(view)
    window.show_all()
    view.grab_focus()
    return view


def save(download: WebKit2.Download, folder: Path) -> None:
    def choose(download: WebKit2.Download, name: str) -> bool:
        download.set_destination((folder / name).as_uri())
        return True

    download.connect("decide-destination", choose)


def take_picture(window: Gtk.Window, path: Path) -> bool:
    window.present()  # another window may cover it
    surface = window.get_window()
    part = path.with_suffix(".part")
    Gdk.pixbuf_get_from_window(surface, 0, 0, *window.get_size()).savev(str(part), "png", [], [])
    part.rename(path)
    return True  # keeps the handler for the next signal


if __name__ == "__main__":
    main()
