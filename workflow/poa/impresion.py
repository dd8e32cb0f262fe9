"""POA printed for reading and binding: one or all of a year in a PDF with its index. Pure, but for the compiler.

Letter, landscape: the quarters fit beside each goal. Do not call this in a process that will fork later (the compiler's
threads do not survive it): it is work for the background.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from workflow.kernel.clock import local_date
from workflow.kernel.money import pesos_of
from workflow.poa.firmas import Firma, Persona, signatures
from workflow.poa.vista import ContenidoVista, FilaVista, Valor, arrange

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"
_FUERA = frozenset({"clave_ur", "siglas", "elaboro", "reviso", "autorizo", "visto_bueno"})


@dataclass(frozen=True)
class Impreso:
    """A POA to print. `estado`: in words («Publicado, versión 1»); `sha256`: of the frozen content; `personas`: who
    stands behind each signature (see `firmas`)."""

    folio: str
    titulo: str
    dependencia: str
    ejercicio: int
    estado: str
    sha256: str
    contenido: dict[str, Any]
    personas: Mapping[str, Persona] = field(default_factory=dict)


@dataclass(frozen=True)
class Portada:
    """`titulo` and `lineas` of the cover of the bound book; `fecha` of the file."""

    municipio: str
    titulo: str
    lineas: tuple[str, ...]
    fecha: datetime


def to_pdf(impresos: Sequence[Impreso], portada: Portada) -> bytes:
    """A PDF/A-2b with a cover and an index when they are several; the same bytes for the same content and date."""
    import typst

    data = {
        "portada": {"municipio": portada.municipio, "titulo": portada.titulo, "lineas": list(portada.lineas)},
        "varios": len(impresos) > 1,
        "poas": [data_of(one) for one in impresos],
    }
    compiler = typst.Compiler(
        FOLDER / "poa.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(portada.fecha.timestamp()))
    assert isinstance(made, bytes)
    return made


def data_of(one: Impreso) -> dict[str, Any]:
    """What the template reads: texts only."""
    vista = arrange(one.contenido)
    return {
        "folio": one.folio,
        "titulo": one.titulo,
        "dependencia": one.dependencia,
        "ejercicio": str(one.ejercicio),
        "estado": one.estado,
        "sha256": one.sha256,
        "identificacion": _pairs(v for v in vista.identificacion if v.campo.partition(".")[2] not in _FUERA),
        "diagnostico": _pairs(vista.diagnostico),
        "alineacion": [_cells(row, ("instrumento", "nivel", "clave", "descripcion")) for row in vista.alineacion],
        "actividades": [
            [
                *_cells(row, ("clave", "descripcion", "unidad", "tipo_meta")),
                *_quarters(row, _quantity),
                _text(row.valores["total"]),
                *_cells(row, ("medio", "responsable")),
            ]
            for row in vista.actividades
        ],
        "presupuesto": [
            [*_cells(row, ("partida", "concepto", "fuente")), *_quarters(row, _money), _text(row.valores["total"])]
            for row in vista.presupuesto
        ],
        "capitulos": [[one.clave, one.nombre, _money(one.total)] for one in vista.sumas.capitulos],
        "total": _money(sum(vista.presupuesto_meses)),
        "mir": _matrix(vista),
        "firmas": [
            [firma.titulo, firma.cargo, _signed(firma)]
            for firma in signatures(one.contenido, one.personas)
            if firma.cargo or firma.persona
        ],
    }


def _signed(firma: Firma) -> str:
    """Who and when, as the system knows it; empty while nobody has, and it is signed by hand."""
    return f"{firma.persona.nombre}, {local_date(firma.persona.en):%d/%m/%Y}" if firma.persona else ""


def _matrix(vista: ContenidoVista) -> list[list[str]]:
    names = ("nivel", "clave", "resumen", "indicador", "metodo", "frecuencia", "meta_anual", "medio", "supuesto")
    return [_cells(row, names) for row in vista.mir or ()]


def _pairs(values: Iterable[Valor]) -> list[list[str]]:
    return [[one.titulo, text] for one in values if (text := _text(one)) != "—"]


def _cells(row: FilaVista, names: Sequence[str]) -> list[str]:
    return [_text(row.valores[name]) for name in names]


def _quarters(row: FilaVista, told: Callable[[Any], str]) -> list[str]:
    return [told(value) for value in row.trimestres or (None,) * 4]


def _text(one: Valor) -> str:
    if one.valor in (None, "", []):
        return "—"
    if one.tipo == "dinero":
        return _money(one.valor)
    if one.tipo == "decimal":
        return _quantity(one.valor)
    if one.tipo == "fecha":
        return f"{date.fromisoformat(one.valor):%d/%m/%Y}"
    if isinstance(one.valor, list):
        return "; ".join(map(str, one.valor))
    return f"{one.valor:,}" if one.tipo == "entero" and "Año" not in one.titulo and one.valor > 9999 else str(one.valor)


def _money(centavos: Any) -> str:
    return "—" if centavos is None else f"${pesos_of(centavos):,.2f}"


def _quantity(value: Any) -> str:
    return "—" if value in (None, "") else f"{Decimal(str(value)):,f}"
