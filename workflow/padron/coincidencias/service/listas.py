"""Lists of deceased people and of public servants, to cross padrones with. Only keyed indexes are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.clases import PLANEACION
from workflow.padron.coincidencias.listas import CLASES_LISTA, leer
from workflow.padron.coincidencias.models import PadronLista, PadronListaPersona

TANDA = 2_000


@use_case
def importar(
    clase: str, data: bytes, *, fuente: str, corte: date | None, llavero: Llavero, actor: Actor, ahora: datetime,
    llave: str | None = None,
) -> int:  # fmt: skip
    """The id of the list. The file is read and let go: what stays cannot be turned into a CURP without the keys."""
    once(llave, actor=actor, ahora=ahora, destino="/coincidencias/listas")
    if not actor.has(*PLANEACION):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    fuente = " ".join(fuente.split())[:200]
    faltas = [
        Reason(codigo)
        for codigo, falta in (
            ("LISTA_CLASE_INVALIDA", clase not in CLASES_LISTA),
            ("LISTA_SIN_FUENTE", len(fuente) < 3),
            ("LISTA_SIN_CORTE", corte is None),
            ("LISTA_CORTE_FUTURO", corte is not None and corte > local_date(ahora)),
        )
        if falta
    ]
    if faltas or corte is None:
        raise Invalid(faltas)
    leida = leer(data)
    lista = PadronLista(
        clase=clase, fuente=fuente, corte=corte, personas=len(leida.personas), ilegibles=leida.ilegibles,
        llave=llavero.actual, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(lista)
    db.session.flush()
    filas = [
        {"lista_id": lista.id, "indice": llavero.indice(curp), "desde": dia} for curp, dia in leida.personas.items()
    ]
    for desde in range(0, len(filas), TANDA):
        db.session.execute(insert(PadronListaPersona), filas[desde : desde + TANDA])
    record("padron:importar_lista", actor=actor, ahora=ahora, objeto=("padron_lista", lista.id),
           datos={"clase": clase, "personas": lista.personas, "ilegibles": lista.ilegibles})  # fmt: skip
    return lista.id


@use_case
def retirar(lista_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """A list brought by mistake no longer counts; that it was there stays written."""
    once(llave, actor=actor, ahora=ahora, destino="/coincidencias/listas")
    if not actor.has(*PLANEACION):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    lista = lock(PadronLista, lista_id)
    if lista.retira_id is not None or db.session.scalar(
        select(PadronLista.id).where(PadronLista.retira_id == lista_id)
    ):
        raise Refused("LISTA_YA_RETIRADA")
    db.session.add(
        PadronLista(
            clase=lista.clase, fuente=lista.fuente, corte=lista.corte, personas=0, ilegibles=0, llave=lista.llave,
            retira_id=lista.id, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("padron:retirar_lista", actor=actor, ahora=ahora, objeto=("padron_lista", lista_id), datos={})
