"""Firefox, by WebDriver BiDi, without geckodriver."""

import base64
import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException

from tools.browsers import firefox

from . import processes
from .bidi import Bidi, BidiError
from .tab import HEIGHT, LANGUAGE, WIDTH, NoAnswer, Tab

START_SECONDS = 120.0  # the first start on a machine takes half a minute
END_SECONDS = 20.0

SETTINGS: dict[str, object] = {
    "app.update.disabledForTesting": True,
    "browser.download.folderList": 2,
    "browser.sessionstore.resume_from_crash": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.ipc.processPrelaunch.enabled": False,  # a process for a tab that nobody will open
    "intl.accept_languages": f"{LANGUAGE}, en",
    "layout.frame_rate": 20,  # nobody sees it; it computes a fifth less than with 60 frames a second
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",  # no server there, so that nothing is fetched from the internet
}


class Firefox(Tab):
    def __init__(self, profile: Path) -> None:
        self.downloads = profile / "downloads"
        self._folder = profile / "browser"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write_settings()
        self._process = self._start(profile / "firefox.log")
        try:
            self._bidi = Bidi(self._address())
            self._context = self._new_session()
        except BaseException:
            self._kill()
            raise

    def goto(self, url: str) -> None:
        # The answer to wait="complete" may never come where another navigation was under way.
        with suppress(NoAnswer):
            self.js("globalThis.isLeft = true")
        self._command("browsingContext.navigate", url=url, wait="none")
        self.until("!globalThis.isLeft && document.URL === args[0] && document.readyState === 'complete'", url)

    def reload(self) -> None:
        self._command("browsingContext.reload", wait="complete")

    def click(self, selector: str) -> None:
        self.js("document.querySelector(args[0]).scrollIntoView({ block: 'center' })", selector)
        finger = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": self._node(selector)}},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        touch = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": finger}
        self._command("input.performActions", actions=[touch])

    def type(self, selector: str, text: str) -> None:
        self.js("document.querySelector(args[0]).focus()", selector)
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._command("input.performActions", actions=[{"type": "key", "id": "keys", "actions": keys}])

    def upload(self, selector: str, path: Path) -> None:
        self._command("input.setFiles", element=self._node(selector), files=[str(path)])

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._command("browsingContext.captureScreenshot")["data"]))

    def console(self) -> list[str]:
        self._bidi.call("session.status")  # earlier events arrive before the answer
        entries = [event["params"] for event in self._bidi.events]
        return [f"{entry['level']}: {entry['text']}" for entry in entries if entry["level"] in ("error", "warn")]

    def kill_page(self) -> None:
        below = processes.descendants(self._process.pid)
        processes.kill(pid for pid, line in below.items() if line.endswith(" tab"))

    def close(self) -> None:
        with suppress(BidiError, WebSocketException, OSError):
            self._bidi.call("browser.close")
        self._bidi.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        self._kill()

    def run(self, script: str) -> Any:
        try:
            answer = self._bidi.call(
                "script.callFunction",
                functionDeclaration=f"async () => JSON.stringify([await (async () => {{ {script} }})()])",
                awaitPromise=True,
                target={"context": self._context},
            )
        except BidiError as error:
            raise NoAnswer(str(error)) from error
        if answer["type"] == "exception":
            raise NoAnswer(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])[0]

    def _write_settings(self) -> None:
        settings = {**SETTINGS, "browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        (self._folder / "user.js").write_text("".join(lines))

    def _start(self, log: Path) -> subprocess.Popen[bytes]:
        self._port_file.unlink(missing_ok=True)
        program = firefox()
        assert program
        with log.open("ab") as output:
            return subprocess.Popen(
                [program, "--headless", "--no-remote", "--profile", self._folder, "--remote-debugging-port=0"],
                env={**os.environ, "HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # a process group, so that all its processes can be killed
            )

    @property
    def _port_file(self) -> Path:
        """The file in which Firefox writes its port."""
        return self._folder / "WebDriverBiDiServer.json"

    def _address(self) -> str:
        end = time.monotonic() + START_SECONDS
        while True:
            with suppress(OSError, ValueError):
                place = json.loads(self._port_file.read_text())
                return f"ws://{place['ws_host']}:{place['ws_port']}/session"
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Firefox did not start: {self._folder.parent / 'firefox.log'}")
            time.sleep(0.05)

    def _new_session(self) -> str:
        """The id of its tab."""
        self._bidi.call("session.new", capabilities={})
        self._bidi.call("session.subscribe", events=["log.entryAdded"])
        tab: str = self._bidi.call("browsingContext.getTree")["contexts"][0]["context"]
        self._bidi.call("browsingContext.setViewport", context=tab, viewport={"width": WIDTH, "height": HEIGHT})
        return tab

    def _kill(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _node(self, selector: str) -> dict[str, str]:
        locator = {"type": "css", "value": selector}
        nodes = self._command("browsingContext.locateNodes", locator=locator, maxNodeCount=1)["nodes"]
        return {"sharedId": nodes[0]["sharedId"]}

    def _command(self, method: str, **params: object) -> Any:
        return self._bidi.call(method, context=self._context, **params)
