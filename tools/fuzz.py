"""Coverage-guided fuzzing (docs/fuzzing.md): python -m tools.fuzz reading|requests [-option …] [file]

atheris mutates the inputs in .fuzz/<target>, and adds each that covers new code. An input for which the target raises
ends the run and is saved as .fuzz/<target>-crash-…; given as `file`, it is run alone.
"""

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import atheris

with atheris.instrument_imports(include=["hinge_pwa"]):
    from tests.support import fuzz_targets
    from tests.support.json_places import NUMBERS, WORDS, at, places

FOLDER = Path(__file__).resolve().parents[1] / ".fuzz"


def main(*arguments: str) -> None:
    """Fuzzes in a child process, which libFuzzer ends abruptly; this one then removes the temporary folder."""
    memory = Path("/dev/shm")  # noqa: S108 - commits to a disk would be slow
    with TemporaryDirectory(prefix="hinge-fuzz-", dir=memory if os.access(memory, os.W_OK) else None) as folder:
        tempfile.tempdir = folder
        child = os.fork()
        if child == 0:
            fuzz(*arguments)
        _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


def fuzz(name: str, *arguments: str) -> NoReturn:
    target = fuzz_targets.TARGETS[name]
    corpus = FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    command = [sys.argv[0], "-max_len=8192", f"-artifact_prefix={FOLDER / name}-", "-print_final_stats=1", *arguments]
    if all(each.startswith("-") for each in arguments):
        command.append(str(corpus))
    atheris.Setup(command, target.check, custom_mutator=mutate)
    atheris.Fuzz()
    os._exit(1)  # not reached


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change bytes, as libFuzzer does, or a part of the JSON in the last line."""
    random = Random(seed)  # noqa: S311 - libFuzzer's own seed makes a run repeatable
    head, newline, body = data.rpartition(b"\n")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return bytes(atheris.Mutate(data, most))
    if random.random() < 0.3:
        return bytes(atheris.Mutate(data, most))
    for _ in range(random.randint(1, 3)):
        mutate_json(value, random)
    changed = head + newline + json.dumps(value, ensure_ascii=random.random() < 0.5).encode(errors="surrogatepass")
    return changed if len(changed) <= most else bytes(atheris.Mutate(data, most))


def mutate_json(value: Any, random: Random) -> None:
    ways = places(value)
    if not ways:
        return
    *way, key = random.choice(ways)
    holder = at(value, tuple(way))
    new = random.choice([*NUMBERS, *WORDS, None, True, False, [], {}, at(value, random.choice(ways))])
    new = json.loads(json.dumps(new))  # a copy, so that no value contains itself
    match random.choice(["replace", "remove", "add"]):
        case "replace":
            holder[key] = new
        case "remove":
            del holder[key]
        case "add" if isinstance(holder, list):
            holder.insert(key, new)
        case "add":
            holder[random.choice(WORDS)] = new


if __name__ == "__main__":
    main(*sys.argv[1:])
