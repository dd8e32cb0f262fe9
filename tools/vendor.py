"""Bring the few files of others that the pages use, from the npm registry, pinned, with licence and sha256.

    python tools/vendor.py            fetch the pinned packages and write workflow/static/vendor
    python tools/vendor.py --check    only compare what is on disk with MANIFEST (no network); exit 1 if it differs

MANIFEST has one line per file: sha256, path, package and version, licence. Needs `npm` only to fetch.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "workflow" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    spec: str
    licence: str
    files: dict[str, str]
    """Path inside the package -> name in the vendor folder."""
    source: str = ""
    """What esbuild joins into `build`, when only some of the package is wanted."""
    build: str = ""


ESBUILD = "esbuild@0.25.10"
PACKAGES = (
    Package(
        "tabulator-tables@6.5.3",
        "MIT",
        {"LICENSE": "tabulator/LICENSE", "dist/css/tabulator.min.css": "tabulator/tabulator.min.css"},
        source="""export { Tabulator, EditModule, FormatModule, FrozenColumnsModule, InteractionModule,
            KeybindingsModule, ResizeColumnsModule, SelectRangeModule } from "tabulator-tables";""",
        build="tabulator/tabulator.min.js",
    ),
    Package(
        "htmx.org@2.0.11",
        "0BSD",
        {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE"},
    ),
    Package(
        "node-forge@1.4.3",
        "BSD-3-Clause",
        {"dist/forge.min.js": "forge/forge.min.js", "LICENSE": "forge/LICENSE"},
    ),
    Package(
        "@fontsource-variable/public-sans@5.3.0",
        "OFL-1.1",
        {
            "files/public-sans-latin-wght-normal.woff2": "fonts/public-sans-latin-wght.woff2",
            "LICENSE": "fonts/LICENSE-public-sans",
        },
    ),
    Package(
        "@fontsource/source-serif-4@5.3.1",
        "OFL-1.1",
        {
            "files/source-serif-4-latin-600-normal.woff2": "fonts/source-serif-4-latin-600.woff2",
            "LICENSE": "fonts/LICENSE-source-serif-4",
        },
    ),
)


def fetch(package: Package) -> dict[str, bytes]:
    """The wanted files of one package, by their name in the vendor folder."""
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            ["npm", "pack", package.spec, "--silent"], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / answer.stdout.strip().splitlines()[-1]) as tar:
            found = {}
            for inside, name in package.files.items():
                member = tar.extractfile(f"package/{inside}")
                if member is None:
                    raise SystemExit(f"{package.spec} has no {inside}")
                found[name] = member.read()
        if package.build:
            found[package.build] = join(package, Path(folder))
    return found


def join(package: Package, folder: Path) -> bytes:
    """Only the wanted modules of a package, in one file; the same versions give the same bytes."""
    (folder / "entrada.js").write_text(package.source, encoding="utf-8")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    subprocess.run(["npm", "install", "--silent", package.spec, ESBUILD], cwd=folder, check=True)
    words = ["--bundle", "--minify", "--format=iife", "--global-name=Tabulador", "--outfile=salida.js"]
    subprocess.run(["npx", "esbuild", "entrada.js", *words, "--log-level=error"], cwd=folder, check=True)
    return (folder / "salida.js").read_bytes()


def vendor() -> None:
    lines = []
    for package in PACKAGES:
        for name, data in fetch(package).items():
            target = VENDOR / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}  {package.spec}  {package.licence}")
    (VENDOR / "MANIFEST").write_text("\n".join(lines) + "\n", encoding="utf-8")


def check() -> list[str]:
    """What differs between the folder and its MANIFEST."""
    listed = {}
    for line in (VENDOR / "MANIFEST").read_text(encoding="utf-8").splitlines():
        digest, name, *_ = line.split("  ")
        listed[name] = digest
    present = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "MANIFEST"
    }
    return sorted(name for name in listed.keys() | present.keys() if listed.get(name) != present.get(name))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        vendor()
    if wrong := check():
        raise SystemExit("Differs from MANIFEST: " + ", ".join(wrong))
