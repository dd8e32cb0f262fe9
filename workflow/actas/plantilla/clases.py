"""Kinds of document that a municipality may give its own template: fields, starter, example and what each must say.

A room to the right of this one registers its own kind with `registrar`, from the wiring of the application.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Bloque, Documento
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_consolidado import ESQUEMA_CONSOLIDADO, InstantaneaConsolidado
from workflow.actas.plantilla import acta as plantilla_acta
from workflow.actas.plantilla import ejemplo
from workflow.actas.plantilla import informe as plantilla_informe
from workflow.actas.plantilla import inicial as plantilla_inicial
from workflow.actas.plantilla import oficio as plantilla_oficio
from workflow.actas.plantilla import papeles as plantilla_papeles
from workflow.actas.plantilla.campos import Campo


@dataclass(frozen=True)
class Exigencia:
    """What the document must say: any one of those fields says it."""

    codigo: str
    campos: tuple[str, ...]


@dataclass(frozen=True)
class ClasePlantilla:
    """`ejemplos`: fictitious snapshots on which every template is tried; the first one is the preview.

    `si_falta`: the kind whose template is used when there is none of this one.
    """

    clave: str
    campos: tuple[Campo, ...]
    exigencias: tuple[Exigencia, ...]
    inicial: tuple[Bloque, ...]
    ejemplos: Callable[[], tuple[Any, ...]]
    componer: Callable[[Any], Documento]
    si_falta: str | None = None
    aparte: str | None = None  # kind of document whose snapshots it prints, when it has another name


FOLIO = Exigencia("folio", ("documento.folio", "documento.pie", "documento.titulo", "apartado.verificacion"))
HUELLA = Exigencia("huella", ("documento.huella", "apartado.verificacion"))
FIRMAS = Exigencia("firmas", ("apartado.firmas", "firmas.nombre"))
MARCA = Exigencia("marca", ("documento.marca",))
QUORUM = Exigencia("quorum", ("apartado.lista_asistencia", "quorum.presentes"))
ASISTENCIA = Exigencia("asistencia", ("apartado.lista_asistencia", "asistencia.nombre"))
APERTURA = Exigencia("apertura", ("apartado.proemio", "sesion.hora_letra"))
CLAUSURA = Exigencia("clausura", ("apartado.clausura", "sesion.termino_hora_letra"))
NOMBRES = ("nombres_a_favor", "nombres_en_contra")
VOTOS = Exigencia(
    "votos",
    ("apartado.desahogo", *(f"{lista}.{uno}" for lista in ("votaciones", "puntos.votaciones") for uno in NOMBRES)),
)
ACUERDOS = Exigencia("acuerdos", ("apartado.desahogo", "acuerdos.texto", "puntos.acuerdo.texto"))
ORDEN = Exigencia("orden", ("apartado.orden_del_dia", "orden_del_dia.titulo", "puntos.titulo"))

DE_SESION = (FOLIO, HUELLA, APERTURA, QUORUM, ASISTENCIA, ORDEN, VOTOS, ACUERDOS, CLAUSURA, FIRMAS)
DE_CONSTANCIA = (FOLIO, HUELLA, MARCA, APERTURA, QUORUM, ASISTENCIA, FIRMAS)
DE_CONVOCATORIA = (
    Exigencia("folio", ("documento.folio", "apartado.verificacion")),
    HUELLA,
    Exigencia("fecha", ("sesion.fecha", "sesion.fecha_letra")),
    Exigencia("hora", ("sesion.hora_letra",)),
    Exigencia("lugar", ("sesion.lugar", "sesion.donde")),
    Exigencia("orden", ("puntos.titulo",)),
    Exigencia("cambios", ("apartado.cambios", "cambios.debe_decir")),
    Exigencia("firma", ("apartado.firma", "convoca.nombre")),
)
DE_DICTAMEN = (
    Exigencia("folio", ("documento.folio", "apartado.encabezado", "apartado.verificacion")),
    HUELLA,
    Exigencia("expediente", ("expediente.folio", "dictamen.expedientes", "expedientes.folio", "apartado.encabezado")),
    Exigencia("sentido", ("dictamen.sentido", "apartado.encabezado")),
    Exigencia("resolutivos", ("apartado.resolutivos", "resolutivos.texto")),
    Exigencia("votos", ("apartado.votacion", *(f"votaciones.{uno}" for uno in NOMBRES))),
    Exigencia("votos_particulares", ("apartado.votos_particulares",)),
    FIRMAS,
)
DE_CERTIFICACION = (
    Exigencia("folio", ("documento.folio", "apartado.verificacion")),
    HUELLA,
    Exigencia("acuerdo", ("apartado.acuerdo", "acuerdo.texto")),
    Exigencia("votacion", ("certificacion.que", "acuerdo.votacion")),
    Exigencia("estado_acta", ("certificacion.estado_acta", "acta.aprobada")),
    Exigencia("expedida", ("certificacion.cierre", "certificacion.fecha_letra")),
    Exigencia("firma", ("apartado.firma", "certifica.nombre")),
)

_CLASES: dict[str, ClasePlantilla] = {}


def registrar(clase: ClasePlantilla) -> None:
    _CLASES[clase.clave] = clase


def clase(clave: str) -> ClasePlantilla | None:
    return _CLASES.get(clave)


def claves() -> tuple[str, ...]:
    return tuple(_CLASES)


def de_snapshot(clase_documento: str, snapshot: Any) -> str:
    """The kind of template of a document: an acta is a project, an approved acta or a constancia."""
    if clase_documento == "acta" and isinstance(snapshot, InstantaneaActa):
        if not snapshot.sesion.instalada:
            return "constancia"
        return "acta" if snapshot.estado == "aprobada" else "proyecto_acta"
    return "informe_consolidado" if isinstance(snapshot, InstantaneaConsolidado) else clase_documento


def de_contenido(clase_documento: str, contenido: Mapping[str, Any]) -> str:
    """The same, from a snapshot as it is kept."""
    if clase_documento == "informe" and contenido.get("esquema") == ESQUEMA_CONSOLIDADO:
        return "informe_consolidado"
    if clase_documento != "acta":
        return clase_documento
    if not contenido.get("sesion", {}).get("instalada", True):
        return "constancia"
    return "acta" if contenido.get("estado") == "aprobada" else "proyecto_acta"


def en_busca(clave: str) -> tuple[str, ...]:
    """The kinds whose template serves, in order: that of the approved acta serves for its project."""
    found = clase(clave)
    return () if found is None else (clave, *((found.si_falta,) if found.si_falta else ()))


for _clase in (
    ClasePlantilla(
        "acta",
        plantilla_acta.ACTA,
        (*DE_SESION, MARCA, Exigencia("precisiones", ("apartado.precisiones",))),
        plantilla_inicial.ACTA,
        ejemplo.actas,
        componer,
    ),
    ClasePlantilla(
        "proyecto_acta",
        plantilla_acta.ACTA,
        (*DE_SESION, MARCA),
        plantilla_inicial.ACTA,
        ejemplo.proyectos,
        componer,
        "acta",
        "acta",
    ),
    ClasePlantilla(
        "constancia",
        plantilla_acta.ACTA,
        DE_CONSTANCIA,
        plantilla_inicial.CONSTANCIA,
        ejemplo.constancias,
        componer,
        None,
        "acta",
    ),
    ClasePlantilla(
        "acta_publica",
        plantilla_acta.ACTA_PUBLICA,
        (*DE_SESION, MARCA, Exigencia("caratula", ("apartado.caratula",))),
        plantilla_inicial.ACTA_PUBLICA,
        ejemplo.publicas,
        componer,
    ),
    ClasePlantilla(
        "convocatoria",
        plantilla_papeles.CONVOCATORIA,
        DE_CONVOCATORIA,
        plantilla_inicial.CONVOCATORIA,
        ejemplo.convocatorias,
        componer,
    ),
    ClasePlantilla(
        "dictamen", plantilla_papeles.DICTAMEN, DE_DICTAMEN, plantilla_inicial.DICTAMEN, ejemplo.dictamenes, componer
    ),
    ClasePlantilla(
        "certificacion",
        plantilla_papeles.CERTIFICACION,
        DE_CERTIFICACION,
        plantilla_inicial.CERTIFICACION,
        ejemplo.certificaciones,
        componer,
    ),
    ClasePlantilla(
        "oficio",
        plantilla_oficio.OFICIO,
        tuple(Exigencia(codigo, campos) for codigo, campos in plantilla_oficio.EXIGENCIAS.items()),
        plantilla_oficio.INICIAL,
        plantilla_oficio.ejemplos,
        componer,
    ),
    ClasePlantilla(
        "informe",
        plantilla_informe.INFORME,
        tuple(Exigencia(codigo, campos) for codigo, campos in plantilla_informe.EXIGENCIAS.items()),
        plantilla_informe.INICIAL,
        plantilla_informe.trimestrales,
        componer,
    ),
    ClasePlantilla(
        "informe_consolidado",
        plantilla_informe.INFORME,
        tuple(Exigencia(codigo, campos) for codigo, campos in plantilla_informe.EXIGENCIAS.items()),
        plantilla_informe.INICIAL,
        plantilla_informe.consolidados,
        componer,
        None,
        "informe",
    ),
):
    registrar(_clase)
