"""The sentences of a quarterly report that come from the records: our own words, the same for the same facts. Pure.

Date lists as the Secretaría writes them: a day a month in one enumeration («21 de enero, 17 de febrero y 18 de marzo»),
several grouped by month («04 y 23 de febrero; 11 y 25 de marzo»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.actas.instantanea_informe import HechoInforme
from workflow.informes.clases import APARTADOS, TIPOS, Trimestre
from workflow.kernel import letras


@dataclass(frozen=True)
class Hecha:
    """An activity that counts for a report, registered by hand or a session held in the system."""

    tipo: str
    fechas: tuple[date, ...]
    titulo: str = ""
    lugar: str = ""
    detalle: str = ""
    asistentes: int | None = None
    quienes: str = ""


@dataclass(frozen=True)
class Cuentas:
    """What the system counts of the year and the quarter."""

    poas: int = 0
    indicadores: int = 0
    matrices: int = 0
    reportes: int = 0
    dictaminados: int = 0
    aprobados: int = 0


def lista_fechas(fechas: Iterable[date]) -> str:
    """The days of a quarter as the report writes them."""
    dias = sorted(set(fechas))
    una_por_mes = len({(dia.year, dia.month) for dia in dias}) == len(dias)
    return letras.lista_fechas(dias, "enumeracion" if una_por_mes else "grupos")


def periodo(trimestre: Trimestre) -> str:
    """«enero a marzo de 2026»."""
    fin = trimestre.numero * 3
    return f"{letras.MESES[fin - 3]} a {letras.MESES[fin - 1]} de {trimestre.ejercicio}"


def presentacion(trimestre: Trimestre, dependencia: str, municipio: str) -> tuple[HechoInforme, ...]:
    texto = (
        f"La {dependencia} del municipio de {municipio} informa lo que hizo de {periodo(trimestre)}. Las cifras y las "
        "fechas se toman de los registros del sistema municipal de planeación; cada apartado dice qué se hizo y cuándo."
    )
    return (HechoInforme("presentacion", texto, lista=False),)


def actividades(hechas: Sequence[Hecha], cuentas: Cuentas, trimestre: Trimestre) -> dict[str, tuple[HechoInforme, ...]]:
    """The facts of each heading, in its order."""
    found: dict[str, list[HechoInforme]] = {apartado: [] for apartado in APARTADOS}
    found["capacidades"].extend(_seguimiento(cuentas, trimestre))
    found["coordinacion"].extend(_tramite(cuentas, trimestre))
    for miembros in _grupos(hechas):
        found[TIPOS[miembros[0].tipo].apartado].append(_punto(miembros))
    return {apartado: tuple(hechos) for apartado, hechos in found.items()}


def conclusiones(hechas: Sequence[Hecha], cuentas: Cuentas, trimestre: Trimestre) -> tuple[HechoInforme, ...]:
    dias = {dia for one in hechas for dia in one.fechas}
    if not hechas:
        return ()
    veces = _cuantos(sum(max(1, len(one.fechas)) for one in hechas), "actividad", "actividades", "f")
    texto = f"De {periodo(trimestre)} quedaron registradas {veces}"
    texto += f", en {_cuantos(len(dias), 'día distinto', 'días distintos')}" if dias else ""
    if cuentas.poas:
        texto += f", y se dio seguimiento a {cuentas.poas} Programas Operativos Anuales"
    return (HechoInforme("conclusiones", f"{texto}.", lista=False),)


def _grupos(hechas: Sequence[Hecha]) -> list[list[Hecha]]:
    """Those of a kind and a title together, in the order of the catalogue and then of their first day."""
    orden = list(TIPOS)
    grupos: dict[tuple[str, str], list[Hecha]] = {}
    for one in sorted(hechas, key=lambda one: (orden.index(one.tipo), one.fechas[:1] or (date.max,))):
        grupos.setdefault((one.tipo, _llave(one.titulo)), []).append(one)
    return list(grupos.values())


def _llave(titulo: str) -> str:
    return " ".join(titulo.casefold().split())


def _punto(miembros: Sequence[Hecha]) -> HechoInforme:
    """«Reuniones de gabinete: 06 de enero; 04 y 23 de febrero; 11 y 25 de marzo.» and what is told of each one."""
    primero = miembros[0]
    dias = [dia for one in miembros for dia in one.fechas]
    tipo = TIPOS[primero.tipo]
    nombre = primero.titulo or (tipo.varios if len(dias) > 1 or len(miembros) > 1 else tipo.uno)
    lugares = {one.lugar for one in miembros}
    lugar = f", en {primero.lugar}" if len(lugares) == 1 and primero.lugar else ""
    frases = [f"{nombre}{lugar}: {lista_fechas(dias)}." if dias else f"{nombre}{lugar}."]
    for one in miembros:
        detalle = _detalle(one, con_lugar=len(lugares) > 1)
        if detalle:
            suelto = len(miembros) > 1 and one.fechas
            frases.append(f"El {lista_fechas(one.fechas)}: {_minuscula(detalle)}" if suelto else detalle)
    return HechoInforme(f"{primero.tipo}:{_llave(primero.titulo)}", " ".join(frases), lista=True)


def _detalle(one: Hecha, *, con_lugar: bool) -> str:
    frases = []
    if con_lugar and one.lugar:
        frases.append(f"Fue en {one.lugar}.")
    if one.detalle:
        frases.append(_con_punto(" ".join(one.detalle.split())))
    if one.asistentes:
        quienes = one.quienes or ("persona" if one.asistentes == 1 else "personas")
        frases.append(f"{'Asistió' if one.asistentes == 1 else 'Asistieron'} {one.asistentes} {quienes.rstrip('. ')}.")
    return " ".join(frases)


def _seguimiento(cuentas: Cuentas, trimestre: Trimestre) -> Iterable[HechoInforme]:
    if not cuentas.poas:
        return
    texto = (
        f"El seguimiento del ejercicio {trimestre.ejercicio} abarca "
        f"{_cifra(cuentas.poas, 'Programa Operativo Anual (POA)', 'Programas Operativos Anuales (POA)')}"
    )
    if cuentas.matrices:
        texto += (
            f" y {_cifra(cuentas.indicadores, 'indicador', 'indicadores')} de "
            f"{_cifra(cuentas.matrices, 'Matriz', 'Matrices')} de Indicadores para Resultados (MIR)"
        )
    if cuentas.reportes:
        texto += f"; en el trimestre se recibieron {_cifra(cuentas.reportes, 'reporte', 'reportes')} de avance"
    yield HechoInforme("seguimiento", f"{texto}.", lista=False)


def _tramite(cuentas: Cuentas, trimestre: Trimestre) -> Iterable[HechoInforme]:
    if cuentas.dictaminados:
        que = _cifra(cuentas.dictaminados, "Programa Operativo Anual", "Programas Operativos Anuales")
        yield HechoInforme("dictaminados", f"Las Comisiones Unidas dictaminaron {que} en el trimestre.", lista=False)
    if cuentas.aprobados:
        que = _cifra(cuentas.aprobados, "Programa Operativo Anual", "Programas Operativos Anuales")
        yield HechoInforme("aprobados", f"El Cabildo aprobó {que} en el trimestre.", lista=False)


def _cifra(numero: int, uno: str, varios: str) -> str:
    return f"{numero:,} {uno if numero == 1 else varios}"


def _cuantos(numero: int, uno: str, varios: str, genero: letras.Genero = "m") -> str:
    return f"{letras.cardinal(numero, genero, apocope=True)} {uno if numero == 1 else varios}"


def _con_punto(texto: str) -> str:
    return texto if not texto or texto[-1] in ".!?…»" else f"{texto}."


_NOMBRE_PROPIO = re.compile(r"(Fue|Asistió|Asistieron|Se) ")


def _minuscula(texto: str) -> str:
    """Only the words of ours are put in lower case after a colon: a name that a person wrote keeps its capital."""
    return texto[:1].lower() + texto[1:] if _NOMBRE_PROPIO.match(texto) else texto
