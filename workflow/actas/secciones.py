"""The draft of an acta by section: facts that nobody edits, and beside them what is written by hand. Pure.

Sections written by hand, by key: `exposicion:<item>`, `discusion:<item>`, `asuntos`, `incidencias`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow.actas.impresion.documento import Bloque, Titulo
from workflow.actas.instantanea import InstantaneaActa, Punto
from workflow.actas.redaccion.acta import asuntos_generales, clausura, constancia, incidencias, orden_del_dia, proemio
from workflow.actas.redaccion.lista import lista_y_quorum
from workflow.actas.redaccion.partes import anexos, firmas
from workflow.actas.redaccion.puntos import informados, titulo_de_punto, un_punto

TEXTO_MAXIMO = 20_000
EXPOSICION, DISCUSION, ASUNTOS, INCIDENCIAS = "exposicion", "discusion", "asuntos", "incidencias"
# Items that have their own words already: nothing to add to them by hand.
_SIN_ESCRITO = ("lista", "asuntos_generales", "clausura")


@dataclass(frozen=True)
class Editable:
    """A place to write. `texto`: what it says now in the draft."""

    clave: str
    rotulo: str
    ayuda: str
    texto: str = ""


@dataclass(frozen=True)
class Apartado:
    """A section of the draft: what the record says, and where one may write."""

    titulo: str
    hechos: tuple[Bloque, ...]
    editables: tuple[Editable, ...] = ()


def with_texts(acta: InstantaneaActa, textos: Mapping[str, str]) -> InstantaneaActa:
    """The acta with exactly those texts written by hand, and no other."""
    return replace(
        acta,
        puntos=tuple(
            replace(
                one,
                exposicion_escrita=textos.get(f"{EXPOSICION}:{one.clave}", ""),
                discusion_escrita=textos.get(f"{DISCUSION}:{one.clave}", ""),
            )
            for one in acta.puntos
        ),
        asuntos_escritos=textos.get(ASUNTOS, ""),
        incidencias_escritas=textos.get(INCIDENCIAS, ""),
    )


def facts_of(acta: InstantaneaActa) -> InstantaneaActa:
    """Only what the record says, without version, approval or anything written by hand: to know if it changed."""
    return replace(
        with_texts(acta, {}),
        version=1,
        estado="proyecto",
        aprobada_en=None,
        aprobada_por=None,
        aprobada_en_sesion="",
        precisiones=(),
        objeciones=(),
    )


def sections(acta: InstantaneaActa) -> tuple[Apartado, ...]:
    """The draft in the order of the acta."""
    hechos = with_texts(acta, {})
    inicio = Apartado("Inicio", proemio(hechos))
    lista = _apartado(lista_y_quorum(hechos))
    cierre = Apartado("Firmas y anexos", (*_sin_titulo(firmas(hechos.firmas)), *anexos(hechos.anexos)))
    recesos = Apartado(
        "Recesos e incidencias",
        _sin_titulo(incidencias(hechos)),
        (
            Editable(
                INCIDENCIAS,
                "Otras incidencias",
                "Lo que pasó y no se registró en la sesión.",
                acta.incidencias_escritas,
            ),
        ),
    )
    if not acta.sesion.instalada:
        return (inicio, lista, recesos, _apartado(constancia(hechos)), cierre)
    orden = orden_del_dia(hechos.puntos)
    return (
        inicio,
        lista,
        *((_apartado(orden),) if orden else ()),
        *(_punto(antes, acta, sin) for antes, sin in zip(acta.puntos, hechos.puntos, strict=True) if _se_narra(antes)),
        *((_apartado(informados(hechos)),) if hechos.informados else ()),
        *_asuntos(acta, hechos),
        recesos,
        _apartado(clausura(hechos)),
        cierre,
    )


def editable_keys(acta: InstantaneaActa) -> frozenset[str]:
    return frozenset(one.clave for section in sections(acta) for one in section.editables)


def texts_of(acta: InstantaneaActa) -> dict[str, str]:
    """What is written by hand in it; sections left empty do not count."""
    return {one.clave: one.texto for section in sections(acta) for one in section.editables if one.texto}


def label_of(acta: InstantaneaActa, clave: str) -> str:
    """«Punto 4. Discusión», for messages; the key itself is never shown."""
    for section in sections(acta):
        for one in section.editables:
            if one.clave == clave:
                return f"{section.titulo.split('. ')[0]}: {one.rotulo.lower()}"
    return "Apartado"


def _se_narra(punto: Punto) -> bool:
    return not (punto.clase == "asuntos_generales" and punto.estado == "no_desahogado")


def _punto(punto: Punto, acta: InstantaneaActa, hechos: Punto) -> Apartado:
    editables: tuple[Editable, ...] = ()
    if punto.clave and punto.clase not in _SIN_ESCRITO:
        editables = (
            Editable(
                f"{EXPOSICION}:{punto.clave}",
                "Exposición",
                "Lo que se expuso y no está arriba. Un párrafo por renglón.",
                punto.exposicion_escrita,
            ),
            Editable(
                f"{DISCUSION}:{punto.clave}",
                "Discusión",
                "Síntesis de lo que se dijo, además de las intervenciones registradas.",
                punto.discusion_escrita,
            ),
        )
    return Apartado(titulo_de_punto(punto), _sin_titulo(un_punto(hechos, acta.sesion.apertura)), editables)


def _asuntos(acta: InstantaneaActa, hechos: InstantaneaActa) -> tuple[Apartado, ...]:
    bloques = asuntos_generales(hechos)
    if not bloques:
        return ()
    editable = Editable(
        ASUNTOS, "Otros asuntos generales", "Quién, qué dijo y qué trámite se dio.", acta.asuntos_escritos
    )
    return (Apartado("Asuntos generales", _sin_titulo(bloques), (editable,)),)


def _apartado(bloques: tuple[Bloque, ...]) -> Apartado:
    first = bloques[0]
    titulo = first.texto if isinstance(first, Titulo) else "Inicio"
    return Apartado(titulo, _sin_titulo(bloques))


def _sin_titulo(bloques: tuple[Bloque, ...]) -> tuple[Bloque, ...]:
    return bloques[1:] if bloques and isinstance(bloques[0], Titulo) else bloques
