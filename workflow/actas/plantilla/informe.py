"""The templates of the reports of Planeación: their fields, the starter, what they must say, and an example of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Firmas, Titulo, parrafo
from workflow.actas.instantanea import Emisor, OrganoRef, Persona
from workflow.actas.instantanea_consolidado import (
    CapituloEvaluado,
    Contados,
    CorteInforme,
    GrupoEvaluado,
    InstantaneaConsolidado,
    MatrizEvaluada,
    MedidaEvaluada,
    MetodoInforme,
)
from workflow.actas.instantanea_informe import ApartadoInforme, HechoInforme, InstantaneaInforme
from workflow.actas.plantilla.campos import Campo
from workflow.actas.plantilla.comunes import DOCUMENTO, persona
from workflow.actas.redaccion.informe import meses_de


def _place(f: Any) -> int:
    """Where the cover ends: at the first heading of a section."""
    bloques = f.documento.bloques
    return next((n for n, one in enumerate(bloques) if isinstance(one, Titulo) and one.nivel == 2), len(bloques))


def _portada(f: Any) -> tuple[Bloque, ...]:
    return tuple(f.documento.bloques[: _place(f)])


def _contenido(f: Any) -> tuple[Bloque, ...]:
    """From the document and not from its snapshot: there its photographs have their bytes."""
    return tuple(one for one in f.documento.bloques[_place(f) :] if not isinstance(one, Firmas))


def _firma(f: Any) -> tuple[Bloque, ...]:
    return tuple(one for one in f.documento.bloques if isinstance(one, Firmas))


INFORME = (
    *DOCUMENTO,
    Campo("informe.periodo", "Los meses que abarca: «enero a marzo»", lambda f: meses_de(f.snapshot.trimestre)),
    Campo("informe.trimestre", "Número del trimestre", lambda f: f.snapshot.trimestre),
    Campo("informe.ejercicio", "Ejercicio", lambda f: f.snapshot.ejercicio),
    Campo("informe.fecha", "Día en que se elaboró", lambda f: palabras.fecha_corta(f.snapshot.fecha)),
    Campo("informe.fecha_letra", "Día en que se elaboró, en letra", lambda f: palabras.fecha(f.snapshot.fecha)),
    *persona("firma", "quien firma", lambda f: f.snapshot.firma),
    Campo("apartado.portada", "La portada, con su título y su periodo", _portada, "apartado"),
    Campo("apartado.contenido", "Todos los apartados, con sus tablas, gráficas y fotografías", _contenido, "apartado"),
    Campo("apartado.firma", "Espacio para firmar", _firma, "apartado"),
)
INICIAL: tuple[Bloque, ...] = (
    parrafo("{{ apartado.portada }}"),
    parrafo("{{ apartado.contenido }}"),
    parrafo("{{ apartado.firma }}"),
    parrafo("{{ apartado.verificacion }}"),
)
# Code -> the fields of which any one says it.
EXIGENCIAS: dict[str, tuple[str, ...]] = {
    "folio": ("documento.folio", "apartado.verificacion"),
    "huella": ("documento.huella", "apartado.verificacion"),
    "contenido": ("apartado.contenido",),
    "firma": ("apartado.firma", "firma.nombre"),
}

_EMISOR = Emisor(
    "H. Ayuntamiento de Fresnillo, Zacatecas", "Fresnillo", "Zacatecas", "2024-2027",
    "Secretaría de Planeación Estratégica",
)  # fmt: skip
_ORGANO = OrganoRef("SPE", "Secretaría de Planeación Estratégica", "dependencia")
_FIRMA = Persona("Iván Esparza Luna", "Secretario/a de Planeación Estratégica", "H")
_FECHA = datetime(2026, 4, 7, 16, 0, tzinfo=UTC)
_URL = "https://ruta.ejemplo.invalid"


def _part(clave: str, titulo: str, texto: str = "", *hechos: str) -> ApartadoInforme:
    dichos = tuple(HechoInforme(f"{clave}:{n}", hecho, lista=n > 0) for n, hecho in enumerate(hechos))
    return ApartadoInforme(clave, titulo, dichos, texto, ())


def trimestrales() -> tuple[InstantaneaInforme, ...]:
    """Fictitious: a quarter with activities under two headings."""
    informe = InstantaneaInforme(
        emisor=_EMISOR,
        organo=_ORGANO,
        folio="INF-SPE-EJEMPLO-T1",
        version=1,
        fecha=_FECHA,
        ejercicio=2026,
        trimestre=1,
        presentacion=_part("presentacion", "Presentación", "Se informa lo que hizo la Secretaría."),
        fundamento="Ley de ejemplo, artículo 1",
        actividades=(
            _part("planeacion", "Planeación", "", "Hubo una sesión.", "Sesión del COPLADEMUN: 22 de enero."),
            _part("vinculacion", "Vinculación", "", "", "Honores a la Bandera: 26 de enero."),
        ),
        conclusiones=_part("conclusiones", "Conclusiones", "Se cumplió el programa de trabajo."),
        firma=_FIRMA,
        base_url=_URL,
    )
    return (informe,)


def consolidados() -> tuple[InstantaneaConsolidado, ...]:
    """Fictitious: an axis, a dependencia and a matrix."""
    colores = (Contados("verde", 8), Contados("amarillo", 3), Contados("rojo", 1))
    total = GrupoEvaluado("", "Municipio", 12, colores, "88.40", 1, 1_200_000_00, 300_000_00, 270_000_00, 0)
    grupo = GrupoEvaluado(
        "1", "Eje 1. Ejemplo", 12, colores, "88.40", 1, 1_200_000_00, 300_000_00, 270_000_00, 0
    )  # fmt: skip
    medida = MedidaEvaluada("fin", "F1", "Porcentaje de ejemplo", "95.00", "95.00", "verde", "evaluado", 0)
    claves = (
        ("presentacion", "Presentación"), ("metodologia", "Metodología"), ("resultados", "Resultados generales"),
        ("ejes", "Resultados por eje"), ("dependencias", "Resultados por dependencia"),
        ("matrices", "Resultados por matriz"), ("financiero", "Avance físico y financiero"),
        ("mejora", "Aspectos susceptibles de mejora"), ("conclusiones", "Conclusiones"),
    )  # fmt: skip
    informe = InstantaneaConsolidado(
        emisor=_EMISOR,
        organo=_ORGANO,
        folio="ICED-EJEMPLO-T1",
        version=1,
        fecha=_FECHA,
        ejercicio=2026,
        trimestre=1,
        corte=CorteInforme("del primer trimestre de 2026", _FECHA, "3b" * 32, 1),
        metodo=MetodoInforme(("70", "90", "110", "130"), "100"),
        apartados=tuple(_part(clave, titulo, "Texto de ejemplo.") for clave, titulo in claves),
        fundamento="Ley de ejemplo, artículo 1",
        total=total,
        ejes=(grupo,),
        dependencias=(grupo,),
        matrices=(MatrizEvaluada("POA-2026-UR-001", "Programa de ejemplo", "Dirección de ejemplo", (medida,)),),
        capitulos=(CapituloEvaluado("2000 Materiales y suministros", 1_200_000_00, 300_000_00, 270_000_00, 0),),
        mejoras=(),
        firma=_FIRMA,
        base_url=_URL,
    )
    return (informe,)
