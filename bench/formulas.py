"""What the formulas of a whole municipality cost: 506 indicators by 12 periods, read once and computed each time.

    .venv/bin/python -m bench.formulas

Measured on two shared cores (2026-11): reading them 0.10 s once; computing the 6,072 values, 0.04 s.
"""

from __future__ import annotations

import time
from decimal import Decimal

from workflow.poa.matriz.formulas import evaluate, parse

INDICADORES, PERIODOS, VECES = 506, 12, 5


def main() -> None:
    parse("A")  # the grammar is built once for each process
    inicio = time.perf_counter()
    formulas = [parse(f"((A / B) − 1) × {100 + n}") for n in range(INDICADORES)]
    print(f"leer {INDICADORES} fórmulas distintas: {time.perf_counter() - inicio:.3f} s")
    tiempos = []
    for _ in range(VECES):
        inicio = time.perf_counter()
        for formula in formulas:
            for mes in range(PERIODOS):
                evaluate(formula, {"A": Decimal(17_999 + mes), "B": Decimal("20000.5")})
        tiempos.append(time.perf_counter() - inicio)
    print(f"calcular {INDICADORES * PERIODOS:,} valores: {min(tiempos):.3f} s el mejor de {VECES}")


if __name__ == "__main__":
    main()
