"""Compute again the boards of a corte from its open data, with nothing of the system: recalculo.py METAS PERIODOS.

Written from what the columns say they are. Prints one JSON document. Uses only the standard library.
"""

import csv
import json
import sys
from collections import defaultdict
from fractions import Fraction

EMPTY = ("", None)


def number(text):
    return None if text in EMPTY else Fraction(text)


def value_of(kind, one, two):
    """What the data of a period, or their sums, come to; None if it cannot be computed."""
    if kind == "valor_absoluto":
        return one
    if not two:
        return None
    return {"porcentaje": one / two * 100, "razon": one / two, "tasa_variacion": (one / two - 1) * 100}[kind]


def progress(thing, value, goal):
    """Per cent of the goal; None if it cannot be computed."""
    if thing["metodo"] == "linea_base":
        base = number(thing["linea_base"]) or Fraction(0)
        return None if base == goal else (base - value) / (base - goal) * 100
    if goal < 0:
        return None
    if thing["sentido"] == "descendente":
        return goal / value * 100 if value > 0 else number(thing["logrado_cero"])
    return value / goal * 100


def color(thing, percent):
    """W, X, Y and Z: red outside, green inside, yellow between."""
    w, x, y, z = (number(thing[k]) for k in ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta"))
    if percent < w or percent > z:
        return "rojo"
    return "verde" if x <= percent <= y else "amarillo"


def together(how, values):
    if not values:
        return None
    if how == "suma":
        return sum(values)
    return values[-1] if how == "ultimo" else sum(values) / len(values)


def judge(thing, lines):
    """(state, color, value, percent, missing) of all the periods of a thing."""
    reported = [line for line in lines if line["reportado"] == "1"]
    missing = sum(1 for line in lines if line["reportado"] == "0" and (number(line["meta"]) or 0) != 0)
    if not reported:
        if missing:
            return "sin_reporte", "gris", None, None, missing
        return ("sin_programacion" if lines else "no_aplica"), "sin_semaforo", None, None, 0
    ones = [number(line["dato_1"]) for line in reported]
    if thing["formula"] == "valor_absoluto":
        value = together(thing["acumula"], ones)
    else:
        value = value_of(thing["formula"], sum(ones), sum(number(line["dato_2"]) or 0 for line in reported))
    goals = [goal for goal in (number(line["meta"]) for line in lines) if goal is not None]
    goal = together(thing["meta_acumulada"], goals)
    if not goal:
        state = "avance_no_programado" if value is not None and value > 0 else "sin_programacion"
        return state, "sin_semaforo", value, None, missing
    percent = None if value is None else progress(thing, value, goal)
    if percent is None:
        return "no_calculable", "gris", value, None, missing
    return "evaluado", color(thing, percent), value, percent, missing


def account(things):
    """How many, of which color, their average (each limited), how many reports are missing."""
    counted = [min(max(t["percent"], Fraction(0)), t["cap"]) for t in things if t["percent"] is not None]
    colors = defaultdict(int)
    for thing in things:
        colors[thing["color"]] += 1
    return {
        "total": len(things),
        "colores": dict(colors),
        "promedio": float(sum(counted) / len(counted)) if counted else None,
        "faltan": sum(t["missing"] for t in things),
    }


def main(metas, periodos):
    lines = defaultdict(list)
    with open(periodos, encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            lines[line["folio"], line["direccion"]].append(line)
    things = []
    with open(metas, encoding="utf-8-sig", newline="") as stream:
        for thing in csv.DictReader(stream):
            state, light, value, percent, missing = judge(thing, lines[thing["folio"], thing["direccion"]])
            said = (thing["estado"], thing["semaforo"], int(thing["faltan"]))
            close = near(value, thing["valor"]) and near(percent, thing["avance"])
            things.append(
                {
                    "key": f"{thing['folio']} {thing['direccion']}", "axis": thing["eje"], "unit": thing["dependencia"],
                    "state": state, "color": light, "percent": percent, "missing": missing,
                    "cap": Fraction(thing["tope"]),
                    "same": (state, light, missing) == said and close,
                }
            )  # fmt: skip
    groups = {name: defaultdict(list) for name in ("axis", "unit")}
    for thing in things:
        for name, found in groups.items():
            found[thing[name]].append(thing)
    sys.stdout.write(
        json.dumps(
            {
                "municipio": account(things),
                "ejes": {key: account(found) for key, found in groups["axis"].items()},
                "dependencias": {key: account(found) for key, found in groups["unit"].items()},
                "distintos": [thing["key"] for thing in things if not thing["same"]],
                "estados": sorted({thing["state"] for thing in things}),
            }
        )
    )


def near(mine, told):
    """The same to six decimals."""
    other = number(told)
    if mine is None or other is None:
        return mine is None and other is None
    return abs(mine - other) <= Fraction(1, 2_000_000)


if __name__ == "__main__":
    main(*sys.argv[1:3])
