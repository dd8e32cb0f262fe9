"""What was frozen before is read, and has the same hash, with whatever the snapshots learned afterwards."""

from __future__ import annotations

import dataclasses
import json
import typing
from pathlib import Path
from typing import Any

from tests import builders_actas as b
from workflow.actas.canonico import added, canonical, digest, from_plain
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_convocatoria import InstantaneaConvocatoria
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion, InstantaneaDictamen

RAICES = (InstantaneaActa, InstantaneaDictamen, InstantaneaCertificacion, InstantaneaConvocatoria)
# Every field that the documents already issued have, by class: it only grows with the fields of a new class.
EMITIDOS: dict[str, list[str]] = json.loads((Path(__file__).parents[1] / "cases" / "instantaneas.json").read_text())


def classes() -> list[type[Any]]:
    """Every dataclass inside a snapshot."""
    found: dict[type[Any], None] = {}
    waiting: list[Any] = list(RAICES)
    while waiting:
        kind = waiting.pop()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind not in found:
            found[kind] = None
            waiting += typing.get_type_hints(kind).values()
        waiting += typing.get_args(kind)
    return list(found)


def test_un_campo_nuevo_no_cambia_la_huella_de_lo_emitido() -> None:
    """A field that the issued documents do not have is declared `= added(default)` (workflow/actas/canonico.py)."""
    nuevos = [
        f"{kind.__name__}.{field.name}"
        for kind in classes()
        for field in dataclasses.fields(kind)
        if field.name not in EMITIDOS.get(kind.__name__, []) and not field.metadata.get("added")
    ]
    assert nuevos == []


def test_ningun_campo_emitido_se_quita_ni_cambia_de_nombre() -> None:
    hay = {kind.__name__: {field.name for field in dataclasses.fields(kind)} for kind in classes()}
    assert {name: missing for name, fields in EMITIDOS.items() if (missing := set(fields) - hay.get(name, set()))} == {}


def test_un_dictamen_emitido_antes_conserva_su_huella() -> None:
    """The hash that the dictamen of the builders had when the first documents were issued."""
    assert digest(b.dictamen()) == "8e389e3104d5e7ed1113e733a359621a3dab2ca805745893f61ec1a7f4cadc83"


def test_lo_agregado_se_escribe_solo_cuando_dice_algo() -> None:
    @dataclasses.dataclass(frozen=True)
    class Antes:
        nombre: str

    @dataclasses.dataclass(frozen=True)
    class Ahora:
        nombre: str
        a_distancia: bool = added(False)

    assert canonical(Ahora("Ana")) == canonical(Antes("Ana"))
    assert canonical(Ahora("Ana", True)) == b'{"a_distancia":true,"nombre":"Ana"}'
    assert from_plain(Ahora, {"nombre": "Ana"}) == Ahora("Ana", False)
    assert from_plain(Ahora, {"nombre": "Ana", "a_distancia": True}).a_distancia is True
