"""The story of a dossier in words: the line of its route, what was done, and what an act leaves said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workflow.audit.queries import Acto
from workflow.expedientes.queries import Hito
from workflow.kernel.clock import local, local_date
from workflow.textos import rotulo, rotulos

CAPTURA = "expediente:capturar"
SEGUIDAS = timedelta(minutes=15)

ICONOS = {
    "borrador": "lapiz",
    "enviado": "enviar",
    "en_revision": "lupa",
    "con_observaciones": "alerta",
    "validado": "bien",
    "en_comisiones": "grupo",
    "dictaminado": "documento",
    "aprobado": "sello",
    "aprobado_con_modificaciones": "sello",
    "rechazado": "mal",
    "devuelto": "vuelta",
    "retirado": "pausa",
    "en_cabildo": "cabildo",
    "publicado": "globo",
}
ESTADOS = {"hecha": "hecho", "actual": "actual", "pendiente": "pendiente"}
# What each act was, told afterwards.
# What the next page says when an act was done.
HECHO: dict[str, str] = {
    "enviar": "El expediente se envió a Planeación. Le avisaremos cuando lo revisen.",
    "recuperar": "El expediente volvió a usted: ya puede corregirlo.",
    "tomar_revision": "La revisión es suya. Observe los datos que deban corregirse.",
    "observar": "La observación se guardó. La dependencia la verá cuando usted notifique la ronda.",
    "notificar_observaciones": "Las observaciones se notificaron a la dependencia.",
    "responder": "Su respuesta se guardó.",
    "calificar": "La calificación se guardó.",
    "retirar_observacion": "La observación se retiró.",
    "validar": "El expediente quedó validado.",
    "autorizar_delegado": "El cambio quedó autorizado por delegación.",
    "turnar": "El expediente se turnó a Comisiones Unidas.",
    "integrar_modificaciones": "El texto aprobado quedó fijado. La dependencia debe acusarlo.",
    "verificar_modificaciones": "El texto aprobado quedó verificado: ya puede publicarse.",
    "acusar_modificaciones": "Quedó su acuse de las modificaciones del Cabildo.",
    "publicar": "La versión aprobada quedó publicada y vigente.",
    "abrir_modificacion": "La modificación está abierta: capture los cambios y envíelos.",
}


@dataclass(frozen=True)
class Paso:
    """A stop of the route as the page draws it."""

    nombre: str
    icono: str
    estado: str
    fecha: datetime | None
    detalle: str | None


@dataclass(frozen=True)
class Asiento:
    """An entry of the record as the page prints it."""

    cuando: datetime
    frase: str
    quien: str
    cargo: str | None
    detalle: str | None


def steps(linea: Sequence[Hito], ahora: datetime) -> list[Paso]:
    """The stops with their dates and the days spent in each, up to the one where it is."""
    return [_step(hito, _next_date(linea, n), ahora) for n, hito in enumerate(linea)]


def _next_date(linea: Sequence[Hito], n: int) -> datetime | None:
    return next((after.en for after in linea[n + 1 :] if after.en is not None), None)


def _step(hito: Hito, until: datetime | None, ahora: datetime) -> Paso:
    detail = None
    if hito.en is not None and hito.estado == "hecha" and until is not None:
        detail = _days((local_date(until) - local_date(hito.en)).days)
    elif hito.en is not None and hito.estado == "actual" and hito.etapa != "publicado":
        detail = _days((local_date(ahora) - local_date(hito.en)).days)
    finished = hito.estado == "actual" and hito.etapa == "publicado"
    estado = "hecho" if finished else ESTADOS[hito.estado]
    return Paso(rotulo("etapa", hito.etapa), ICONOS.get(hito.etapa, "punto"), estado, hito.en, detail)


def _days(days: int) -> str:
    return "menos de un día" if days < 1 else "1 día" if days == 1 else f"{days} días"


def entries(actos: Iterable[Acto]) -> list[Asiento]:
    """The record for reading: what one person went on capturing, without a pause, is told once."""
    return [_entry(run) for run in runs(actos)]


def runs(actos: Iterable[Acto]) -> list[list[Acto]]:
    """Acts in a row that are told together: captures of one person, each within SEGUIDAS of the one before."""
    found: list[list[Acto]] = []
    for acto in actos:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and acto.accion == last.accion == CAPTURA
            and acto.actor_id == last.actor_id
            and acto.en - last.en <= SEGUIDAS
        ):
            found[-1].append(acto)
        else:
            found.append([acto])
    return found


def _entry(run: Sequence[Acto]) -> Asiento:
    first, last = run[0], run[-1]
    told = [detail(first.datos)] if len(run) == 1 else [f"Guardó {len(run)} veces, hasta las {local(last.en):%H:%M}"]
    partes = dict.fromkeys(parte for acto in run for parte in acto.datos.get("partes") or ())
    names = rotulos()["seccion_poa"]
    told.append(", ".join(names[parte] for parte in partes if parte in names))
    return Asiento(first.en, phrase(first.accion), first.actor, None, " · ".join(filter(None, told)) or None)


def phrase(accion: str) -> str:
    """What an act was, in the past; never a code."""
    return rotulo("acto", accion if ":" in accion else f"expediente:{accion}")


def detail(datos: dict[str, Any]) -> str | None:
    """The facts of an entry that a person wants: where it moved, version, round, observation, acuerdo."""
    parts = []
    if datos.get("a") and datos.get("a") != datos.get("de"):
        parts.append(f"pasó a «{rotulo('etapa', datos['a'])}»")
    if datos.get("version"):
        parts.append(f"versión {datos['version']}, ronda {datos.get('ronda', 1)}")
    if isinstance(datos.get("obs"), str):
        parts.append(f"observación {datos['obs']}")
    if datos.get("obs") and datos.get("estado"):
        parts.append(rotulo("estado_observacion", datos["estado"]).lower())
    if datos.get("a_dependencia"):
        parts.append(f"de {datos['de_dependencia']} a {datos['a_dependencia']}")
    if datos.get("acuerdo"):
        parts.append(f"acuerdo {datos['acuerdo']}")
    text = " · ".join(parts)
    return text[:1].upper() + text[1:] or None
