"""Fetches the files of the camera's pack from npm again, into static/vendor/: `python -m tools.camera_pack`.

npm checks each package against the digest that its registry gives. The files are taken as they are; afterwards
`git diff` is empty, unless another version is named here. The licence of TensorFlow.js, which its packages name but do
not hold, stays as it is.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "static" / "vendor"
PACKAGES = {
    "@vladmandic/human@3.3.6": {
        "models/movenet-lightning.json": "movenet/movenet-lightning.json",
        "models/movenet-lightning.bin": "movenet/movenet-lightning.bin",
        "LICENSE": "movenet/LICENSE.txt",
    },
    "@tensorflow/tfjs-core@4.22.0": {"dist/tf-core.es2017.min.js": "tfjs/tf-core.es2017.min.js"},
    "@tensorflow/tfjs-converter@4.22.0": {"dist/tf-converter.es2017.min.js": "tfjs/tf-converter.es2017.min.js"},
    "@tensorflow/tfjs-backend-wasm@4.22.0": {
        "dist/tf-backend-wasm.es2017.min.js": "tfjs/tf-backend-wasm.es2017.min.js",
        "dist/tfjs-backend-wasm-simd.wasm": "tfjs/tfjs-backend-wasm-simd.wasm",
    },
}
"""By package: where each file goes, below VENDOR."""


def main() -> None:
    npm = shutil.which("npm") or sys.exit("npm is not installed")
    for package, files in PACKAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([npm, "pack", package, "--silent", "--pack-destination", folder], check=True)
            (archive,) = Path(folder).iterdir()
            take(archive, files)
    VENDOR.joinpath("CHECKSUMS.txt").write_text(checksums(), "utf-8")


def take(archive: Path, files: dict[str, str]) -> None:
    """Copies `files` out of a package. Raises KeyError if it lacks one."""
    with tarfile.open(archive) as package:
        for source, target in files.items():
            content = package.extractfile(f"package/{source}")
            if content is None:
                raise KeyError(source)
            path = VENDOR / target
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.read())


def checksums() -> str:
    """The lines of CHECKSUMS.txt, as `sha256sum */*` writes them."""
    files = sorted(path for path in VENDOR.glob("*/*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR).as_posix()}" for path in files
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
