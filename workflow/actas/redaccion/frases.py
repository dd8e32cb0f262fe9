"""Sentences that the municipality may change by configuration in time: grounds and resolutions of a dictamen. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.actas.instantanea import ExpedienteRef
from workflow.actas.instantanea_dictamen import Modificacion
from workflow.kernel import letras
from workflow.kernel.articulos import de_dependencia, dependencia
from workflow.kernel.money import format_centavos

SENTIDOS = {
    "favorable": "aprueba",
    "favorable_con_modificaciones": "aprueba con modificaciones",
    "desfavorable": "desecha",
    "devolver": "devuelve a la dependencia",
    "devuelto": "devuelve a la dependencia",
}
_OBJETOS = {
    "poa": "el Programa Operativo Anual {ejercicio}",
    "padron": "el padrón de personas beneficiarias y sus reglas de operación",
}
_OBJETOS_VARIOS = {
    "poa": "los programas operativos anuales {ejercicio}",
    "padron": "los padrones de personas beneficiarias y sus reglas de operación",
}
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
_COMUNES_VARIOS = (
    "Que las comisiones son competentes para conocer, analizar y dictaminar los asuntos que les fueron turnados",
    "Que cada expediente fue revisado y validado por la Secretaría de Planeación Estratégica, y que las observaciones "
    "emitidas y su atención obran en él",
)
_PROPIOS_VARIOS = {
    "poa": "Que cada programa guarda congruencia con los instrumentos de planeación a los que declara alinearse y que "
    "su presupuesto se presenta por partida, fuente y mes",
    "padron": "Que cada padrón y sus reglas de operación identifican a la población objetivo, el propósito y la "
    "temporalidad de los apoyos, y que los datos personales se tratan conforme a la ley de la materia",
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


def objeto(clase: str, ejercicio: int) -> str:
    """«el Programa Operativo Anual 2026»."""
    return _OBJETOS[clase].format(ejercicio=ejercicio)


def objeto_varios(clases: Iterable[str], ejercicio: int) -> str:
    """«los programas operativos anuales 2026»; of two kinds, both."""
    hay = set(clases)
    return letras.enumerar([text.format(ejercicio=ejercicio) for kind, text in _OBJETOS_VARIOS.items() if kind in hay])


def considerandos(tipo: str) -> tuple[str, ...]:
    return (*_COMUNES, *_PROPIOS[tipo])


def considerandos_varios(tipos: Iterable[str]) -> tuple[str, ...]:
    """Those of a dictamen for several dossiers."""
    hay = set(tipos)
    return (*_COMUNES_VARIOS, *(text for kind, text in _PROPIOS_VARIOS.items() if kind in hay))


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


def resolutivo_de_asunto(
    estado: str, sentido: str, ref: ExpedienteRef, modificaciones: Sequence[Modificacion] = (), propio: str = ""
) -> str:
    """What is resolved of one dossier of a block. `propio`: folio of its own dictamen, voted in particular."""
    el_expediente = f"el expediente {ref.folio}, «{ref.titulo}», {de_dependencia(ref.dependencia)}"
    if estado in _SIN_DICTAMEN:
        return _SIN_DICTAMEN[estado].format(el_expediente=el_expediente)
    texto = dictamen_breve(sentido, ref).replace("con las modificaciones asentadas", "con modificaciones")
    if modificaciones:
        cambios = "; ".join(_cambio(one) for one in modificaciones)
        texto += f", con {'la modificación siguiente' if len(modificaciones) == 1 else 'las modificaciones siguientes'}"
        texto += f": {cambios}"
    return f"{texto}. Se votó en lo particular y se expide su dictamen, con folio {propio}" if propio else texto


_SIN_DICTAMEN = {
    "rechazado": "No se aprueba el dictamen d{el_expediente}, por no reunir la mayoría requerida; permanece turnado "
    "a las comisiones para su nuevo estudio",
    "turnado": "Al persistir el empate, se turna al pleno del Ayuntamiento {el_expediente}, sin dictamen",
    "pendiente": "Queda pendiente para la siguiente sesión de las comisiones {el_expediente}",
    "retirado": "Se retiró del orden del día {el_expediente}",
}


def _cambio(one: Modificacion) -> str:
    if not one.dice:
        return one.debe_decir.strip().rstrip(".")
    return f"{one.campo + ', ' if one.campo else ''}donde dice «{one.dice}», debe decir «{one.debe_decir}»"


def resolutivos_de_bloque(de_cada_uno: Sequence[str], turnados: int, texto: str = "") -> tuple[str, ...]:
    """One for each dossier; then what follows for those dictaminated (`turnados`), and who is told."""
    turnese = (
        "Túrnese al Ayuntamiento el expediente dictaminado para que, en sesión de Cabildo, lo analice, discuta y, en "
        "su caso, lo apruebe"
        if turnados == 1
        else "Túrnense al Ayuntamiento los expedientes dictaminados para que, en sesión de Cabildo, los analice, "
        "discuta y, en su caso, los apruebe"
    )
    return (
        *((texto,) if texto else ()),
        *de_cada_uno,
        *((turnese,) if turnados else ()),
        "Notifíquese a las dependencias que presentaron los expedientes y a la Secretaría de Planeación Estratégica",
    )


def impacto(total: int) -> str:
    """`total` in centavos."""
    if not total:
        return ""
    return f"El presupuesto programado asciende a {format_centavos(total)} ({letras.dinero(total)})"
