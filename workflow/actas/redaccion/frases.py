"""Sentences that the municipality may change by configuration in time: grounds and resolutions of a dictamen. Pure."""

from __future__ import annotations

from workflow.actas.instantanea import ExpedienteRef
from workflow.kernel import letras
from workflow.kernel.articulos import de_dependencia, dependencia
from workflow.kernel.money import format_centavos

_COMUNES = (
    "Que las comisiones son competentes para conocer, analizar y dictaminar el asunto que les fue turnado",
    "Que el expediente fue revisado y validado por la Secretaría de Planeación Estratégica, y que las observaciones "
    "emitidas y su atención obran en él",
)
_PROPIOS = {
    "poa": (
        "Que el programa guarda congruencia con los instrumentos de planeación a los que declara alinearse y que su "
        "presupuesto se presenta por partida, fuente y mes",
    ),
    "padron": (
        "Que el padrón y sus reglas de operación identifican a la población objetivo, el propósito y la temporalidad "
        "de los apoyos, y que los datos personales se tratan conforme a la ley de la materia",
    ),
}
_VERBOS = {
    "favorable": "Se dictamina en sentido favorable",
    "favorable_con_modificaciones": "Se dictamina en sentido favorable, con las modificaciones asentadas,",
    "desfavorable": "Se dictamina en sentido desfavorable",
    "devuelto": "Se devuelve a la dependencia",
    "devolver": "Se devuelve a la dependencia",
}


FUNDAMENTO_GENERAL = (
    "las disposiciones aplicables de la Ley Orgánica del Municipio del Estado de Zacatecas "
    "y de la reglamentación municipal"
)


def fundamento(texto: str, estado: str) -> str:
    """The legal basis of the organ once it is confirmed; a note still to be confirmed is never put up for signature."""
    return FUNDAMENTO_GENERAL if not texto or "confirmar" in f"{texto} {estado}" else texto


def considerandos(tipo: str) -> tuple[str, ...]:
    return (*_COMUNES, *_PROPIOS[tipo])


def dictamen_breve(sentido: str, ref: ExpedienteRef) -> str:
    """«Se dictamina en sentido favorable el expediente POA/2026/0001, «…», de la Dirección…, en su versión 1»."""
    return (
        f"{_VERBOS[sentido]} el expediente {ref.folio}, «{ref.titulo}», {de_dependencia(ref.dependencia)}, "
        f"en su versión {ref.version}"
    )


def resolutivos(sentido: str, ref: ExpedienteRef, ejercicio: int, texto: str = "") -> tuple[str, ...]:
    """What the commissions resolve; `texto` replaces the first one when they worded it themselves."""
    primero = texto or f"{dictamen_breve(sentido, ref)}, del ejercicio fiscal {ejercicio}"
    if sentido in ("devuelto", "devolver"):
        return (primero, f"Notifíquese a {dependencia(ref.dependencia)} para que atienda lo señalado")
    return (
        primero,
        "Túrnese al Ayuntamiento para que, en sesión de Cabildo, lo analice, discuta y, en su caso, lo apruebe",
        f"Notifíquese a {dependencia(ref.dependencia)} y a la Secretaría de Planeación Estratégica",
    )


def impacto(total: int) -> str:
    """`total` in centavos."""
    if not total:
        return ""
    return f"El presupuesto programado asciende a {format_centavos(total)} ({letras.dinero(total)})"
