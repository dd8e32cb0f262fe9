"""Reminders of the clocks, and word of what was done to them. One notice per clock, moment and person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from workflow.avisos import recordatorios
from workflow.avisos.queries import corriendo, corriendo_de, de_cambio, recordados
from workflow.avisos.recordatorios import Corriendo, Envio
from workflow.avisos.service.actos import insert_new, known_keys
from workflow.db import use_case
from workflow.expedientes.queries import calendario, politica_plazos
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.outbox.service import leave
from workflow.people.queries import directorio


@use_case
def dejar_repaso(dia: date, *, actor: Actor, ahora: datetime) -> None:
    """Leave the review of that day to be done: once, however many ask for it."""
    leave("plazos.repaso", llave=f"plazos.repaso:{dia.isoformat()}", payload={"dia": dia.isoformat()}, ahora=ahora)


@use_case
def recordar(despues_de: int, *, actor: Actor, ahora: datetime, limite: int = 200) -> tuple[int, int]:
    """Remind the open clocks whose id is greater than `despues_de`, at most `limite` of them.

    Returns how many people were told anew, and the id of the last clock seen (0: there are no more).
    """
    hoy, dias = local_date(ahora), calendario()
    politica, personas = politica_plazos(hoy), directorio(hoy)
    horizon = ahora + timedelta(days=3 * max((*politica.antes, 1)) + 30)
    rows = corriendo(despues_de, horizon, limite)
    wanted = [
        (recordatorios.clave_de(uno, envio), uno, envio)
        for uno in rows
        for envio in recordatorios.envios(uno, hoy, dias, politica, personas)
    ]
    told = _write(wanted, ahora)
    return len(told), rows[-1].plazo_id if len(rows) == limite else 0


@use_case
def avisar_hecho(hecho_id: int, *, actor: Actor, ahora: datetime) -> int:
    """Tell what was done to a clock, each person by an e-mail of its own. Returns how many are new."""
    found = corriendo_de(hecho_id)
    if found is None:
        return 0
    uno, clase = found
    envios = recordatorios.envios_de_hecho(uno, clase, hecho_id, directorio(local_date(ahora)))
    told = _write([(recordatorios.clave_de(uno, envio), uno, envio) for envio in envios], ahora)
    for aviso_id in told:
        leave(
            "aviso.correo",
            llave=f"aviso.correo:{aviso_id}",
            payload={"aviso_id": aviso_id},
            ahora=ahora,
            objeto=("aviso", aviso_id),
        )
    return len(told)


@use_case
def avisar_cambio(cambio_id: int, *, actor: Actor, ahora: datetime) -> int:
    """Tell who is waited for that a change of the calendar moved their terms: one e-mail each, with all of them."""
    personas = directorio(local_date(ahora))
    wanted = []
    for uno, hecho_id in de_cambio(cambio_id):
        envios = recordatorios.envios_de_hecho(uno, "calendario", hecho_id, personas)
        wanted += [(f"cambio:{cambio_id}:{uno.plazo_id}:{envio.usuario_id}", uno, envio) for envio in envios]
    told = _write(wanted, ahora)
    for usuario_id in sorted({envio.usuario_id for _, _, envio in wanted}):
        leave(
            "aviso.resumen",
            llave=f"aviso.resumen:{usuario_id}:cambio:{cambio_id}",
            payload={"usuario_id": usuario_id, "cambio_id": cambio_id},
            ahora=ahora,
        )
    return len(told)


@use_case
def dejar_resumenes(dia: date, *, actor: Actor, ahora: datetime) -> int:
    """Leave one e-mail per person with all the reminders of that day. Returns how many people there are."""
    people = recordados(dia)
    for usuario_id in people:
        leave(
            "aviso.resumen",
            llave=f"aviso.resumen:{usuario_id}:{dia.isoformat()}",
            payload={"usuario_id": usuario_id, "dia": dia.isoformat()},
            ahora=ahora,
        )
    return len(people)


def _write(wanted: Iterable[tuple[str, Corriendo, Envio]], ahora: datetime) -> list[int]:
    """Ids of the notices that are new; those already told cost one read for all of them."""
    by_key = {clave: (uno, envio) for clave, uno, envio in wanted}
    if not by_key:
        return []
    known = known_keys(by_key)
    told = []
    for clave, (uno, envio) in by_key.items():
        if clave in known:
            continue
        aviso_id = insert_new(
            {
                "llave": clave,
                "usuario_id": envio.usuario_id,
                "expediente_id": uno.expediente_id,
                "codigo": envio.momento.codigo,
                "etapa": uno.etapa,
                "rol": envio.rol,
                "creado_en": ahora,
                "suple_id": envio.suple_id,
                "vence": None if uno.pausado_en else uno.vence,
            }
        )
        told += [aviso_id] if aviso_id is not None else []
    return told
