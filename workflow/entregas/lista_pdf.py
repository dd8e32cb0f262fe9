"""The list of a jornada, printed for each one to sign beside their name. Pure, but for the compiler.

Do not call this in a process that will fork later (the compiler's threads do not survive it): it is work for the
background.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from workflow.entregas.periodos import en_palabras
from workflow.kernel.money import format_centavos

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"


@dataclass(frozen=True)
class Linea:
    """`tutora`: somebody else signs, who looks after a minor."""

    numero: int
    nombre: str
    curp: str
    localidad: str
    tutora: bool


@dataclass(frozen=True)
class Hoja:
    municipio: str
    dependencia: str
    programa: str
    folio: str
    dia: date
    lugar: str
    periodo: str
    monto: int | None
    cantidad: Decimal | None
    unidad: str
    descripcion: str
    lineas: tuple[Linea, ...]
    fecha: datetime

    @property
    def apoyo(self) -> str:
        """What each one receives, in one line."""
        cuanto = f"{self.cantidad.normalize():f} {self.unidad}".strip() if self.cantidad is not None else ""
        dinero = format_centavos(self.monto) if self.monto is not None else ""
        return " · ".join(parte for parte in (dinero, cuanto, self.descripcion) if parte)


def to_pdf(hoja: Hoja) -> bytes:
    """Letter, landscape, with the header on each page. The same bytes for the same list and date."""
    import typst

    data = {
        "municipio": hoja.municipio,
        "dependencia": hoja.dependencia,
        "programa": hoja.programa,
        "folio": hoja.folio,
        "dia": f"{hoja.dia:%d/%m/%Y}",
        "lugar": hoja.lugar,
        "periodo": en_palabras(hoja.periodo),
        "apoyo": hoja.apoyo,
        "lineas": [
            [str(uno.numero), uno.nombre, uno.curp, uno.localidad or "—", "Madre, padre o tutora" if uno.tutora else ""]
            for uno in hoja.lineas
        ],
    }
    compiler = typst.Compiler(
        FOLDER / "jornada.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(hoja.fecha.timestamp()))
    assert isinstance(made, bytes)
    return made
