"""Makes .venv hold exactly what requirements/*.txt pins. Needs nothing but Python itself.

An installation that was interrupted has no record of being complete; it is thrown away and made anew.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMPLETE = VENV / "complete"  # one line a set of packages: its name and the digest of its lock file
INCLUDES = {"run": ("run",), "test": ("run", "test"), "audit": ("audit",), "fuzz": ("run", "test", "fuzz")}
# test.txt holds all of run.txt
LOCKS = {"run": ("run",), "test": ("test",), "audit": ("audit",), "fuzz": ("test", "fuzz")}


def main(wanted: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - a person may start this with any Python
        sys.exit("Hinge needs Python 3.11 or newer. If you have it: make run PYTHON=python3.12")
    if wanted == "lock":
        lock()
    else:
        install(wanted)


def install(wanted: str) -> None:
    done = COMPLETE.read_text().splitlines() if COMPLETE.exists() and works() else []
    if state(wanted) in done:
        return
    if not done:
        make_venv()
    COMPLETE.unlink(missing_ok=True)
    say(f"Installing what requirements/{wanted}.txt pins ...")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    locks = [part for name in LOCKS[wanted] for part in ("-r", ROOT / "requirements" / f"{name}.txt")]
    run(*pip, "--require-hashes", *locks)
    part = COMPLETE.with_suffix(".part")
    complete = [name for name in INCLUDES if name in INCLUDES[wanted] or state(name) in done]  # locks agree
    part.write_text("".join(f"{state(name)}\n" for name in complete))
    part.replace(COMPLETE)


def state(name: str) -> str:
    return f"{name} {hashlib.sha256((ROOT / 'requirements' / f'{name}.txt').read_bytes()).hexdigest()}"


def works() -> bool:
    """Whether the interpreter of .venv still starts: an upgrade of the system may have taken its base."""
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    say("Making .venv ...")
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        add_venv_module()
    run(sys.executable, "-m", "venv", VENV)


def add_venv_module() -> None:
    """Debian and Ubuntu keep venv in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This Python comes without venv. On Debian or Ubuntu: sudo apt-get install {package}")
    say(f"This Python comes without venv: installing {package} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", env=quiet)
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=quiet)


def lock() -> None:
    uv = shutil.which("uv") or sys.exit("`make lock` needs uv: https://docs.astral.sh/uv/")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"]
    options += ["--no-emit-index-url", "--no-header"]
    folder = ROOT / "requirements"
    run(uv, "pip", "compile", *options, "run.in", "-o", "run.txt", cwd=folder)
    run(uv, "pip", "compile", *options, "-c", "run.txt", "test.in", "-o", "test.txt", cwd=folder)
    run(uv, "pip", "compile", *options, "-c", "test.txt", "audit.in", "-o", "audit.txt", cwd=folder)
    run(uv, "pip", "compile", *options, "-c", "test.txt", "fuzz.in", "-o", "fuzz.txt", cwd=folder)


def run(*command: object, env: "dict[str, str] | None" = None, cwd: Path = ROOT) -> None:
    done = subprocess.run([str(part) for part in command], env=env, cwd=cwd, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"This did not work: {' '.join(str(part) for part in command)}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
