"""User agents of phones, and scripts that remove what their browsers lack."""

KIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
SAFARI = "Version/18.5 Mobile/15E148 Safari/604.1"
HOME_SCREEN = "Mobile/15E148"  # an app there names neither Safari nor its version

NO_WORKER = "delete Navigator.prototype.serviceWorker;"
NO_SOUND = "delete window.AudioContext; delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;"


def iphone(os: str = "18_5", end: str = SAFARI) -> str:
    """The user agent of a browser on an iPhone."""
    return f"Mozilla/5.0 (iPhone; CPU iPhone OS {os} like Mac OS X) {KIT} {end}"


def on_home_screen(is_there: bool) -> str:
    """A script that sets whether a page runs as an app on an iPhone's home screen, or in Safari."""
    return f"Object.defineProperty(Navigator.prototype, 'standalone', {{ value: {str(is_there).lower()} }});"
