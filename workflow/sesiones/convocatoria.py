"""Whether each member was notified in time, what a rectification changes, and whether attendance cures a late notice.

Hours count «de momento a momento»: nights, weekends and holidays included. A late notice does not stop the session:
it is shown as a risk of nullity, and everybody's attendance cures it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.kernel import plazos
from workflow.kernel.refusals import Reason

MEDIOS = ("sistema", "correo", "oficio", "estrados")
MEDIOS_DE_PAPEL = MEDIOS[1:]  # those that the secretary registers
ENVIOS = ("convocatoria", "cancelacion")
SEDES = ("recinto_oficial", "recinto_alterno", "itinerante")
CON_DISTANCIA = ("a_distancia", "hibrida")
RECTIFICABLES = (
    "programada_para",
    "lugar",
    "domicilio",
    "sede",
    "recinto_acuerdo",
    "modalidad",
    "enlace",
    "publicidad",
    "permanente",
)
DE_PUNTOS = ("punto_corregido", "punto_adicionado", "punto_retirado")
REINICIABLES = (*RECTIFICABLES, *DE_PUNTOS)
# What restarts the term (the act that was notified is another one) while an organ does not say otherwise.
REINICIAN = ("programada_para", "lugar", "domicilio", "sede", "modalidad", "punto_adicionado")
ESTADOS = ("pendiente", "en_tiempo", "defectuosa", "subsanada")
SITUACIONES_CONVOCADAS = ("titular", "suplente")


@dataclass(frozen=True)
class Aviso:
    """The notice of one member. `recibido` None: no acuse yet; `anticipacion_min`: minutes before the session."""

    clave: str
    recibido: datetime | None
    anticipacion_min: int | None
    cumple: bool
    asistio: bool | None  # None while there has been no roll call


@dataclass(frozen=True)
class Juicio:
    """The notices of a session, together. `estado`: one of ESTADOS; `limite`: last instant to notify in time."""

    limite: datetime
    horas_minimas: int
    avisos: tuple[Aviso, ...]
    estado: str

    @property
    def tardios(self) -> tuple[Aviso, ...]:
        """Notified after the last instant."""
        return tuple(a for a in self.avisos if a.recibido is not None and not a.cumple)

    @property
    def sin_acuse(self) -> tuple[Aviso, ...]:
        return tuple(a for a in self.avisos if a.recibido is None)


def judge(
    programada: datetime,
    horas_minimas: int,
    acuses: Mapping[str, datetime | None],
    *,
    ahora: datetime,
    asistentes: Collection[str] | None = None,
) -> Juicio:
    """`acuses`: member -> instant of the acuse. `asistentes`: who attended; None while the session was not opened.

    `pendiente` while someone without an acuse can still be notified in time; `defectuosa` from then on, unless all
    those convened attended.
    """
    leido = plazos.convocatoria(programada, horas_minimas, acuses, asistentes or ())
    avisos = tuple(
        Aviso(
            clave,
            recibido,
            leido.por_integrante[clave].anticipacion_min,
            leido.por_integrante[clave].cumple,
            None if asistentes is None else clave in asistentes,
        )
        for clave, recibido in acuses.items()
    )
    return Juicio(leido.limite, horas_minimas, avisos, _state(leido, avisos, ahora, asistentes is not None))


def _state(leido: plazos.Convocatoria, avisos: Sequence[Aviso], ahora: datetime, abierta: bool) -> str:
    if not leido.defectuosas:
        return "en_tiempo"
    if abierta and leido.subsanada:
        return "subsanada"
    tarde = any(a.recibido is not None and not a.cumple for a in avisos)
    return "defectuosa" if tarde or ahora > leido.limite else "pendiente"


def changed(antes: Mapping[str, Any], ahora: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a rectification changes: [{campo, antes, ahora}]; of an item, `punto_corregido.<number>` and its kin.

    A dossier taken out of a block is `expediente_retirado.<number>`: its folio, and why.
    """
    cambios = [
        {"campo": campo, "antes": antes.get(campo), "ahora": ahora.get(campo)}
        for campo in RECTIFICABLES
        if (antes.get(campo) or None) != (ahora.get(campo) or None)
    ]
    viejos = {p["id"]: p for p in antes.get("puntos", ())}
    for punto in ahora.get("puntos", ()):
        previo, clase = viejos.get(punto["id"]), ""
        if previo is None:
            clase = "punto_adicionado"
        elif punto["retirado"] and not previo["retirado"]:
            clase = "punto_retirado"
        elif previo["titulo"] != punto["titulo"]:
            clase = "punto_corregido"
        if clase:
            dicho = punto["retirado"] if clase == "punto_retirado" else punto["titulo"]
            cambios.append(
                {"campo": f"{clase}.{punto['numero']}", "antes": previo["titulo"] if previo else "", "ahora": dicho}
            )
        ya_fuera = {b["folio"] for b in (previo or {}).get("bajas", ())}
        cambios += [
            {"campo": f"expediente_retirado.{punto['numero']}", "antes": b["folio"], "ahora": b["motivo"]}
            for b in punto.get("bajas", ())
            if b["folio"] not in ya_fuera
        ]
    return cambios


def starts_again(cambios: Sequence[Mapping[str, Any]], reinician: Collection[str], tipo: str) -> bool:
    """Whether the term counts again: something changed that the rules of the organ name in `reinician`.

    An extraordinaria deals only with what was convened: an item added to it is always convened anew.
    """
    clases = {cambio["campo"].partition(".")[0] for cambio in cambios}
    clases |= {"punto_retirado"} if "expediente_retirado" in clases else set()
    return bool(clases & set(reinician)) or (tipo == "extraordinaria" and "punto_adicionado" in clases)


def place_problems(*, sede: str, recinto_acuerdo: str, modalidad: str, enlace: str) -> list[Reason]:
    """A place that is not the official one says by which acuerdo or why; attending at a distance needs where."""
    razones = []
    if sede not in SEDES:
        razones.append(Reason("CONVOCATORIA_DATO_INVALIDO", {"campo": "sede"}))
    elif sede != "recinto_oficial" and not recinto_acuerdo.strip():
        razones.append(Reason("SEDE_SIN_ACUERDO"))
    if modalidad in CON_DISTANCIA and enlace and not enlace.startswith(("https://", "http://")):
        razones.append(Reason("ENLACE_ILEGIBLE"))
    return razones


def second_call_from(primera: datetime, reglas: Mapping[str, Any]) -> datetime:
    """The earliest hour of a second call: the one of the first, and the time that the rules of the organ make wait."""
    minutos = (reglas.get("segunda_convocatoria") or {}).get("espera_minutos") or 0
    return plazos.segunda_llamada(primera, int(minutos)).no_antes_de


def acuse_problems(*, medio: str, recibio: str, recibido: datetime, emitida: datetime, ahora: datetime) -> list[Reason]:
    razones = []
    if medio not in MEDIOS:
        razones.append(Reason("ACUSE_SIN_MEDIO"))
    if not recibio.strip():
        razones.append(Reason("ACUSE_SIN_QUIEN"))
    if recibido > ahora:
        razones.append(Reason("ACUSE_FUTURO"))
    elif recibido < emitida.replace(second=0, microsecond=0):
        razones.append(Reason("ACUSE_ANTERIOR"))
    return razones


def folio(organo: str, periodo: str, numero: int) -> str:
    """«CONV-CAB-2024-2027-031»: a series of each organ in each Ayuntamiento."""
    return f"CONV-{organo}-{periodo}-{numero:03d}"
