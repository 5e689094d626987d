"""Writes all of Hinge as files for any host that serves files by HTTPS: python -m tools.static_site FOLDER [ROOT]

ROOT is the path at which the host serves the folder, such as /hinge; by default its root.
"""

import re
import sys
from pathlib import Path

from hinge_pwa import create_app
from hinge_pwa.config import SettingError
from hinge_pwa.guides import GuideError
from hinge_pwa.languages import LanguageError
from hinge_pwa.pwa import static_site

PATH = re.compile(r"(/(?!\.+(/|$))[A-Za-z0-9._~-]+)*/?")


def main(folder: str, root: str = "/") -> None:
    if not PATH.fullmatch(root):
        sys.exit(f"ROOT must be the path of a folder at the host, such as /hinge, not {root!r}")
    try:
        app = create_app({**static_site.SETTINGS, "APPLICATION_ROOT": root or "/"})
        count = static_site.write(app, Path(folder).resolve())
    except (SettingError, LanguageError, GuideError, static_site.FolderError) as error:
        sys.exit(f"The site can't be written: {error}")
    print(f"Wrote {count} files to {folder}: serve them by HTTPS, unchanged, at {root or '/'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
