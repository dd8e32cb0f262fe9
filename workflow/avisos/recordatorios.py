"""When a clock reminds, of what, and to whom. Pure.

Of each clock only the last moment reached is told: after days without the daily review, nobody receives those that
were missed, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.expedientes.politica_plazos import Politica
from workflow.expedientes.relojes import ENCABEZAN, RESUELVEN, de_dependencia, espera_a
from workflow.kernel.clock import local_date
from workflow.kernel.plazos import Calendario
from workflow.people.directorio import Directorio

EN_MANOS_DE_UNO = ("enviado", "en_revision")  # a dossier given to one reviewer is theirs


@dataclass(frozen=True)
class Momento:
    """`clave` is the same each time it is computed («antes:3», «hoy», «despues:1», «pausa:5»)."""

    clave: str
    codigo: str


@dataclass(frozen=True)
class Corriendo:
    """An open clock with its dossier, as the reminders need it."""

    plazo_id: int
    expediente_id: int
    etapa: str
    lado: str
    turno: str | None
    dependencia_id: int
    revisor_id: int | None
    desde: datetime
    vence: datetime
    pausado_en: datetime | None


@dataclass(frozen=True)
class Envio:
    """One person to tell: with which role, and for whom if it is as their substitute."""

    usuario_id: int
    rol: str
    momento: Momento
    suple_id: int | None = None


def momento(uno: Corriendo, hoy: date, calendario: Calendario, politica: Politica) -> Momento | None:
    """The last moment that this clock has reached; None while there is nothing to remind."""
    if uno.pausado_en is not None:
        dias = calendario.habiles_entre(local_date(uno.pausado_en), hoy)
        cada = politica.pausa_cada
        return Momento(f"pausa:{dias - dias % cada}", "plazo_en_pausa") if dias >= cada else None
    vence = local_date(uno.vence)
    if hoy == vence:
        return Momento("hoy", "plazo_vence_hoy")
    if hoy > vence:
        tarde = calendario.habiles_entre(vence, hoy)
        ultimo = 1 + (tarde - 1) // politica.despues_cada * politica.despues_cada
        return Momento(f"despues:{ultimo}", "plazo_vencido") if tarde else None
    faltan, enteros = calendario.habiles_entre(hoy, vence), calendario.habiles_entre(local_date(uno.desde), vence)
    reached = [dias for dias in politica.antes if faltan <= dias < enteros]
    return Momento(f"antes:{min(reached)}", "plazo_por_vencer") if reached else None


def escalan(uno: Corriendo, hoy: date, calendario: Calendario, politica: Politica) -> tuple[str, ...]:
    """The levels that its lateness has reached: «titular», «planeacion»."""
    if uno.pausado_en is not None or hoy <= local_date(uno.vence):
        return ()
    tarde = calendario.habiles_entre(local_date(uno.vence), hoy)
    limits = (("titular", politica.escalar_titular), ("planeacion", politica.escalar_planeacion))
    return tuple(level for level, dias in limits if tarde >= dias)


def envios(uno: Corriendo, hoy: date, calendario: Calendario, politica: Politica, personas: Directorio) -> list[Envio]:
    """Everybody to tell of this clock today. The same every time it is asked on the same day.

    When nobody who is waited for can enter, nor has a substitute who can, the titular of Planeación and the
    administrators are told instead: a dossier never waits in silence.
    """
    reached = momento(uno, hoy, calendario, politica)
    found: list[Envio] = []
    if reached is not None:
        esperados = _titulares(uno, personas) if uno.pausado_en is None else _of(uno, RESUELVEN[uno.lado], personas)
        told = with_substitutes(esperados, reached, personas)
        if not told:
            alone = Momento(f"{reached.clave}:sin_persona", "plazo_sin_persona")
            everyone = _of(uno, ("planeacion_titular", "administrador"), personas)
            told = with_substitutes(everyone, alone, personas)
        found += told
    for level in escalan(uno, hoy, calendario, politica):
        found += with_substitutes(
            _leaders(uno, level, personas), Momento(f"escala:{level}", "plazo_escalado"), personas
        )
    return found


# What was done to a clock -> the notice that tells it.
DE_HECHO: dict[str, str] = {
    "suspension": "plazo_suspendido",
    "reanudacion": "plazo_reanudado",
    "prorroga_pedida": "prorroga_pedida",
    "prorroga_concedida": "prorroga_concedida",
    "prorroga_negada": "prorroga_negada",
    "calendario": "plazo_recorrido",
}


def envios_de_hecho(uno: Corriendo, clase: str, hecho_id: int, personas: Directorio) -> list[Envio]:
    """Who is told of what was done to a clock: who is waited for; of a request, who answers it."""
    people = _of(uno, RESUELVEN[uno.lado], personas) if clase == "prorroga_pedida" else _titulares(uno, personas)
    return with_substitutes(people, Momento(f"hecho:{hecho_id}", DE_HECHO[clase]), personas)


def _titulares(uno: Corriendo, personas: Directorio) -> list[tuple[int, str]]:
    """Who is waited for: the reviewer who has it, or whoever holds the roles of the stage."""
    roles = espera_a(uno.etapa, uno.turno)
    everyone = _of(uno, roles, personas)
    if uno.etapa in EN_MANOS_DE_UNO and uno.revisor_id is not None:
        mine = [(usuario_id, rol) for usuario_id, rol in everyone if usuario_id == uno.revisor_id]
        if with_substitutes(mine[:1], Momento("", ""), personas):
            return mine[:1]
    return everyone


def _leaders(uno: Corriendo, level: str, personas: Directorio) -> list[tuple[int, str]]:
    """The head of the side; then the titular of Planeación, or of Gobierno if it is Planeación that is late."""
    if level == "titular":
        return _of(uno, ENCABEZAN[uno.lado], personas)
    roles = ("planeacion_titular", "secretaria_gobierno") if uno.lado == "planeacion" else ("planeacion_titular",)
    return _of(uno, roles, personas)


def _of(uno: Corriendo, roles: tuple[str, ...], personas: Directorio) -> list[tuple[int, str]]:
    return [
        (usuario_id, rol)
        for rol in roles
        for usuario_id in sorted(personas.con(rol, uno.dependencia_id if de_dependencia((rol,)) else None))
    ]


def with_substitutes(people: list[tuple[int, str]], que: Momento, personas: Directorio) -> list[Envio]:
    """Each active person once, and whoever stands in for them (or for one who no longer enters)."""
    found: dict[int, Envio] = {}
    for usuario_id, rol in people:
        if usuario_id in personas.activos:
            found.setdefault(usuario_id, Envio(usuario_id, rol, que))
    for usuario_id, rol in people:
        for suplente in personas.suplentes.get(usuario_id, ()):
            found.setdefault(suplente, Envio(suplente, rol, que, suple_id=usuario_id))
    return list(found.values())


def clave_de(uno: Corriendo, envio: Envio) -> str:
    """One reminder per clock, term, moment and person, however often the review runs."""
    dia = local_date(uno.pausado_en or uno.vence)
    return f"plazo:{uno.plazo_id}:{dia:%Y%m%d}:{envio.momento.clave}:{envio.usuario_id}"
