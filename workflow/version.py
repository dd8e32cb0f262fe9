"""The version of this program, said in one place: pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

VERSION: str = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]["version"]
