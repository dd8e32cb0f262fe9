"""Every measure, one after the other: `make bench`. About ten minutes on two quiet cores; needs PostgreSQL."""

from __future__ import annotations

import subprocess
import sys

MEDIDAS = ("formulas", "tablero", "perfil", "ruta", "vivo", "padron", "coincidencias", "beneficiarios")


def main() -> int:
    failed = []
    for name in sys.argv[1:] or MEDIDAS:
        print(f"\n=== python -m bench.{name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nNo terminaron: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
