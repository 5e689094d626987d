"""A virtual screen for browser windows."""

import os
import subprocess

from tools.browsers import XVFB


class Display:
    """An Xvfb on a free display; `name` is the value for DISPLAY."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = [XVFB, "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self._process = subprocess.Popen(
            command, pass_fds=[writing], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # written when Xvfb is ready; empty if it has ended
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
