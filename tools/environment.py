"""Makes .venv hold exactly what requirements/*.txt pins. Needs nothing but Python itself.

One set-up of a checkout at a time: the next one waits, and finds the work done. .venv is recorded as complete once
every file of it is there; one that was interrupted, damaged, moved or copied is thrown away and made anew.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for a start by the path of this file

from tools.locks import alone, alone_with_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMPLETE = VENV / "complete"  # one line a set of packages: its name and the digest of its lock file
CHECK = ROOT / "tools" / "installed.py"
INCLUDES = {"run": ("run",), "test": ("run", "test"), "audit": ("audit",), "fuzz": ("run", "test", "fuzz")}
# test.txt holds all of run.txt
LOCKS = {"run": ("run",), "test": ("test",), "audit": ("audit",), "fuzz": ("test", "fuzz")}


def main(wanted: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - a person may start this with any Python
        sys.exit("Hinge needs Python 3.11 or newer. If you have it: make run PYTHON=python3.12")
    try:
        if wanted == "lock":
            lock()
        else:
            with alone(ROOT, "Another set-up of this folder is under way: waiting for it to end ...") as descriptor:
                remove() if wanted == "clean" else install(wanted, descriptor)
    except OSError as error:
        sys.exit(f"Hinge can't be set up in {ROOT}: {error.filename}: {error.strerror}")
    except KeyboardInterrupt:
        sys.exit("Interrupted: the next start sets up what is missing.")


def install(wanted: str, lock_descriptor: int) -> None:
    """Child processes inherit `lock_descriptor`: a pip that outlives this process holds the lock until it ends."""
    done = recorded()
    if state(wanted) in done:
        if is_whole(wanted):
            return
        done = []
    if done and add(wanted, done, lock_descriptor):
        return
    make_venv(lock_descriptor)
    if not add(wanted, [], lock_descriptor):
        sys.exit(f"pip has not installed all of requirements/{wanted}.txt: see above.")


def add(wanted: str, done: "list[str]", lock_descriptor: int) -> bool:
    """Install a set of packages beside those that are `done`, and record it. Whether all of it is there."""
    COMPLETE.unlink(missing_ok=True)
    say(f"Installing what requirements/{wanted}.txt pins ...")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if wanted != "run":
        pip.append("--no-compile")  # a third of the time: tests use a part of it, and Python compiles that itself
    run(*pip, "--require-hashes", *(part for lock in locks(wanted) for part in ("-r", lock)), keep=[lock_descriptor])
    if not is_whole(wanted):
        return False
    complete = [state(name) for name in INCLUDES if name in INCLUDES[wanted] or state(name) in done]  # locks agree
    part = COMPLETE.with_suffix(".part")
    part.write_text("".join(f"{line}\n" for line in complete))
    part.replace(COMPLETE)
    return True


def recorded() -> "list[str]":
    """What .venv was completed with. Nothing where it was made for another path, which all its programs carry."""
    about = VENV / "pyvenv.cfg"
    if not (COMPLETE.exists() and about.exists() and works()):
        return []
    return COMPLETE.read_text().splitlines() if f" -m venv {VENV.resolve()}\n" in about.read_text() else []


def is_whole(wanted: str) -> bool:
    """Whether .venv has all that the set of packages pins; prints what it lacks."""
    return subprocess.run([PYTHON, CHECK, *locks(wanted)]).returncode == 0


def locks(wanted: str) -> "list[Path]":
    return [ROOT / "requirements" / f"{name}.txt" for name in LOCKS[wanted]]


def state(name: str) -> str:
    return f"{name} {hashlib.sha256((ROOT / 'requirements' / f'{name}.txt').read_bytes()).hexdigest()}"


def works() -> bool:
    """Whether the interpreter of .venv still starts: an upgrade of the system may have taken its base."""
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def remove() -> None:
    COMPLETE.unlink(missing_ok=True)  # first: a removal that is interrupted leaves nothing that looks complete
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def make_venv(lock_descriptor: int) -> None:
    say("Making .venv anew: it was incomplete, or for another folder ..." if VENV.exists() else "Making .venv ...")
    remove()
    VENV.mkdir()
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        add_venv_module()
    run(sys.executable, "-m", "venv", VENV, keep=[lock_descriptor])


def add_venv_module() -> None:
    """Debian and Ubuntu keep venv in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This Python comes without venv. On Debian or Ubuntu: sudo apt-get install {package}")
    say(f"This Python comes without venv: installing {package} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with alone_with_packages():
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


def run(
    *command: object, env: "dict[str, str] | None" = None, cwd: Path = ROOT, keep: "list[int] | None" = None
) -> None:
    """Ends this process where the command fails. `keep` are the file descriptors that the command inherits."""
    words = [str(part) for part in command]
    done = subprocess.run(words, env=env, cwd=cwd, stdin=subprocess.DEVNULL, pass_fds=keep or ())
    if done.returncode:
        sys.exit(f"This did not work: {' '.join(words)}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
