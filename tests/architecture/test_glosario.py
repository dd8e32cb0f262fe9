"""docs/glosario.md against the code: every code name it gives exists, and no stage or majority is missing from it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from workflow.textos import rotulos

RAIZ = Path(__file__).parents[2]
GLOSARIO = (RAIZ / "docs" / "glosario.md").read_text(encoding="utf-8")


@cache
def source() -> str:
    return "\n".join(ruta.read_text(encoding="utf-8") for ruta in sorted((RAIZ / "workflow").rglob("*.py")))


def rows() -> list[list[str]]:
    filas = [linea.strip().strip("|").split(" | ") for linea in GLOSARIO.splitlines() if linea.startswith("| ")]
    return [fila for fila in filas if fila[0].strip() != "Término"]


def names() -> list[str]:
    marcados = {nombre for fila in rows() for nombre in re.findall(r"`(\w+)`", " ".join(fila[1:3]))}
    return sorted(marcados)


@pytest.mark.parametrize("nombre", names())
def test_el_nombre_del_glosario_existe_en_el_codigo(nombre: str) -> None:
    en_archivo = any(nombre == ruta.stem for ruta in (RAIZ / "workflow").rglob("*"))
    assert en_archivo or re.search(rf"\b{nombre}\b", source()), f"«{nombre}» no está en workflow/"


@pytest.mark.parametrize("catalogo", ["etapa", "estado_observacion", "mayoria", "quorum_regla", "tipo_cambio"])
def test_ningun_codigo_que_se_lee_falta_en_el_glosario(catalogo: str) -> None:
    faltan = [codigo for codigo in rotulos()[catalogo] if f"`{codigo}`" not in GLOSARIO]
    assert not faltan


def test_cada_termino_aparece_una_sola_vez() -> None:
    terminos = [fila[0].strip() for fila in rows()]
    assert len(terminos) == len(set(terminos))


def test_cada_fila_dice_que_es() -> None:
    assert all(len(fila) >= 4 and fila[2].strip() for fila in rows())
