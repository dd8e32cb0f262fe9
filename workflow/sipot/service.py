"""Registering a format, and reading the official workbook of the platform to begin one."""

from __future__ import annotations

import json
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, TooLarge
from workflow.libros.lector import read_isolated
from workflow.libros.limites import CATALOGO, MEGA
from workflow.sipot import queries
from workflow.sipot.formato import dump, parse
from workflow.sipot.models import SipotFormato
from workflow.sipot.plantilla import de_libro

REGISTRAN = ("transparencia", "planeacion_titular")


def leer(clave: str, contenido: BinaryIO, *, hoy: date) -> dict[str, Any]:
    """The document that a file says: the official workbook, or one of data. Raises Invalid; writes nothing."""
    salida = queries.salida(clave)
    data = contenido.read(CATALOGO.tamano + 1)
    if len(data) > CATALOGO.tamano:
        raise TooLarge("LIBRO_DEMASIADO_GRANDE", maximo=CATALOGO.tamano // MEGA)
    if data.lstrip()[:1] == b"{":
        try:
            return dump(parse(json.loads(data.decode("utf-8")), salida))
        except (ValueError, RecursionError) as error:
            raise Invalid("FORMATO_ILEGIBLE") from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formato"
        path.write_bytes(data)
        read = read_isolated(path, "catalogo")
    return de_libro(read, salida, queries.vigente(clave, hoy).formato)


@use_case
def registrar_formato(
    clave: str,
    documento: Any,
    vigente_desde: date | None,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
    llave: str | None = None,
) -> int:
    """The layout of an output from a day on. Returns its id. Raises NotAllowed, NotFound, or Invalid."""
    if not actor.has(*REGISTRAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    salida = queries.salida(clave)
    once(llave, actor=actor, ahora=ahora)
    wrong: list[Reason] = []
    if vigente_desde is None:
        wrong.append(Reason("FORMATO_FECHA"))
    if not fundamento.strip():
        wrong.append(Reason("FORMATO_SIN_FUNDAMENTO"))
    try:
        kept = dump(parse(documento, salida))
    except Invalid as refusal:
        raise Invalid([*wrong, *refusal.reasons]) from refusal
    if wrong or vigente_desde is None:
        raise Invalid(wrong)
    row = SipotFormato(
        salida=clave,
        vigente_desde=vigente_desde,
        fundamento=fundamento.strip()[:300],
        por_confirmar=por_confirmar,
        contenido=kept,
        sha256=sha256(kept),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    record(
        "formato:registrar", actor=actor, ahora=ahora, objeto=("sipot", row.id),
        datos={"salida": clave, "desde": vigente_desde.isoformat(), "huella": row.sha256},
    )  # fmt: skip
    settle(llave, actor=actor, destino=f"/transparencia/formatos/{clave}")
    return row.id
