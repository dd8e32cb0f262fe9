"""Install pinned and hashed requirements into the environment that runs this: with uv if it can be had."""

from __future__ import annotations

import subprocess
import sys

UV = "uv==0.13.9"


def main(files: list[str]) -> int:
    listed = [part for name in files for part in ("-r", name)]
    have_uv = _quiet([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV])
    if have_uv:
        command = [sys.executable, "-m", "uv", "pip", "install", "-q", "--python", sys.executable]
        command += ["--compile-bytecode"]  # else every start of every process would compile it all again
        if subprocess.run([*command, "--require-hashes", *listed]).returncode == 0:
            return 0
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    return subprocess.run([*pip, *listed]).returncode


def _quiet(command: list[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
