"""POST /api/sync (docs/sync.md).

A request passes through `shortcut` (before Flask) or `endpoint` (Flask's view); both call `server`, which reads the
body with `request` and writes and reads the database with `exchange`.
"""

from .endpoint import init_app

__all__ = ["init_app"]
