"""Reporting what was spent in a month: each line is a fact; after the corte, a rectification with its reason."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.indicadores import queries
from workflow.indicadores.financiero import Gasto as Reportado
from workflow.indicadores.financiero import name_of, spending_problems
from workflow.indicadores.libro_gasto import read
from workflow.indicadores.models import Gasto
from workflow.indicadores.periodos import ended, words
from workflow.indicadores.queries.financiero import FilaGasto, hoja_gasto
from workflow.indicadores.reglas import captures
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused, TooLarge
from workflow.libros.lector import read_isolated
from workflow.libros.limites import MEGA, POA


@dataclass(frozen=True)
class ResultadoGasto:
    reportados: int
    rectificados: int


@use_case
def reportar_gasto(
    expediente_id: int,
    mes: str,
    gastos: Sequence[Reportado],
    *,
    actor: Actor,
    ahora: datetime,
    vistos: Mapping[str, int] | None = None,
    llave: str | None = None,
) -> ResultadoGasto:
    """Keep the lines that say something new. `vistos`: address -> id of the report that was shown, or 0.

    All or nothing, with every reason.
    """
    one = queries.poa(expediente_id)
    if not captures(actor, one.dependencia):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora)
    chain = ("seguimiento", one.ejercicio)
    # The entry comes first because it locks the chain: a corte and a report of the same year wait for each other.
    record(
        "gasto:reportar", actor=actor, ahora=ahora, objeto=chain, expediente_id=expediente_id,
        datos={"mes": mes, "renglones": len(gastos)},
    )  # fmt: skip
    hoja = hoja_gasto(one, mes, local_date(ahora))
    nuevas = _new(hoja.filas, gastos, vistos or {}, mes, abierto=not ended(mes, local_date(ahora)))
    rectified = [_keep(one.ejercicio, expediente_id, fila, gasto, mes, actor, ahora) for fila, gasto in nuevas]
    if any(rectified):
        record(
            "gasto:rectificar", actor=actor, ahora=ahora, objeto=chain, expediente_id=expediente_id,
            datos={"mes": mes, "renglones": sum(rectified)},
        )  # fmt: skip
    settle(llave, actor=actor, destino=f"/indicadores/gasto/{expediente_id}/{mes}")
    return ResultadoGasto(len(rectified), sum(rectified))


def _new(
    filas: Iterable[FilaGasto], gastos: Sequence[Reportado], vistos: Mapping[str, int], mes: str, *, abierto: bool
) -> list[tuple[FilaGasto, Reportado]]:
    """The lines to keep. Refused or Invalid with everything that is wrong."""
    known = {fila.renglon.direccion: fila for fila in filas}
    reasons: list[Reason] = []
    conflicts: list[Reason] = []
    nuevas: list[tuple[FilaGasto, Reportado]] = []
    for gasto in gastos:
        fila = known.get(gasto.direccion)
        if fila is None:
            reasons.append(Reason("GASTO_NO_EXISTE_EN_POA"))
            continue
        hecho = fila.hecho
        if gasto.centavos is None or (hecho is not None and hecho.centavos == gasto.centavos):
            continue
        seen = vistos.get(gasto.direccion)
        if seen is not None and seen != (hecho.id if hecho else 0):
            facts = {"lugar": name_of(fila.renglon), "campo": gasto.direccion}
            conflicts.append(Reason("AVANCE_CAMBIO_DESPUES", facts))
            continue
        reasons += spending_problems(
            fila.renglon, gasto, abierto=abierto, corregido=hecho is not None, cerrado=fila.cerrado,
            periodo=words(mes),
        )  # fmt: skip
        nuevas.append((fila, gasto))
    if conflicts:
        raise Refused(conflicts)
    if reasons:
        raise Invalid(reasons)
    if not nuevas:
        raise Invalid("GASTO_NADA_ESCRITO")
    return nuevas


def _keep(
    ejercicio: int, expediente_id: int, fila: FilaGasto, gasto: Reportado, mes: str, actor: Actor, ahora: datetime
) -> bool:
    """Keep one line. Whether it is a rectification."""
    rectifies = fila.cerrado and fila.hecho is not None
    db.session.add(
        Gasto(
            expediente_id=expediente_id,
            ejercicio=ejercicio,
            direccion=gasto.direccion,
            periodo=mes,
            centavos=gasto.centavos,
            rectifica_id=fila.hecho.id if fila.hecho else None,
            motivo=gasto.motivo.strip()[:1000] if rectifies else None,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    db.session.flush()
    return rectifies


def leer_libro_gasto(contenido: BinaryIO, direcciones: Iterable[str]) -> dict[str, str]:
    """The fields of the page that a filled workbook fills in. Raises Invalid; writes nothing."""
    data = contenido.read(POA.tamano + 1)
    if len(data) > POA.tamano:
        raise TooLarge("LIBRO_DEMASIADO_GRANDE", maximo=POA.tamano // MEGA)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "libro"
        path.write_bytes(data)
        return read(read_isolated(path, "poa"), direcciones)
