"""Reads of the padrones. Personal data leaves here masked, or in clear only for the workbook of its owner."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes.models import Borrador
from workflow.kernel.refusals import NotFound, Reason, Refused
from workflow.outbox.queries import EstadoTrabajo, status_of
from workflow.padron import cifrado, mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.codigos import AVISOS_TODOS, ERRORES_TODOS, REMEDIOS
from workflow.padron.coincidencias.queries.personas import claves_de
from workflow.padron.models import CargaPadron, PadronFila, ReglaOperacion
from workflow.padron.queries.catalogos import buscar_localidades, localidades, programas
from workflow.padron.reglas import Reglas, reglas_de

__all__ = [
    "CargaVista",
    "FilaVista",
    "Hallazgo",
    "ReglasVista",
    "borrador_revision",
    "buscar_localidades",
    "carga",
    "cargas_de_la_persona",
    "filas_a_la_vista",
    "filas_en_claro",
    "localidades",
    "programas",
    "reglas",
    "ultima_carga",
    "version_de_reglas",
]

MUESTRA = 20
LIBRO_COMPLETO = 5_000
NUMEROS_A_LA_VISTA = 40


@dataclass(frozen=True)
class ReglasVista:
    """The latest version of the rules of a dossier, as its form shows them; `datos` as `reglas.documento_de`."""

    version: int
    datos: dict[str, Any]
    documento: archivos.ArchivoVista | None
    por: str
    en: datetime


@dataclass(frozen=True)
class Hallazgo:
    """A code with what it means, what to do, how many rows and which (the first ones)."""

    codigo: str
    sentido: str
    remedio: str
    n: int
    filas: tuple[int, ...]
    mas: int


@dataclass(frozen=True)
class CargaVista:
    """An upload and its report. `trabajo`: its reading in the background; `razones`: why it could not be read."""

    id: int
    expediente_id: int
    estado: str
    archivo: archivos.ArchivoVista
    estructura: str | None
    encabezados: tuple[str, ...]
    filas: int
    validas: int
    con_error: int
    con_aviso: int
    hoja: str | None
    fila_encabezado: int | None
    errores: tuple[Hallazgo, ...]
    avisos: tuple[Hallazgo, ...]
    ignoradas: dict[str, list[int]]
    ignoradas_n: dict[str, int]
    probables: tuple[dict[str, Any], ...]
    problemas: tuple[Reason, ...]
    razones: tuple[Reason, ...]
    reglas_version: int
    por: str
    en: datetime
    confirmada_en: datetime | None
    confirmada_por: str | None
    trabajo: EstadoTrabajo | None
    columnas: dict[str, Any] | None
    avance: dict[str, Any]
    ocultas: tuple[str, ...]

    @property
    def libro_completo(self) -> bool:
        """Whether the workbook to correct holds every row, so that it can be sent again as it is."""
        return self.filas <= LIBRO_COMPLETO

    @property
    def en_curso(self) -> bool:
        return self.estado in ("pendiente", "leyendo") and not self.fallida

    @property
    def fallida(self) -> bool:
        return self.trabajo is not None and self.trabajo.estado == "fallido"


@dataclass(frozen=True)
class FilaVista:
    """A row with its values masked."""

    numero: int
    estado: str
    codigos: tuple[str, ...]
    celdas: tuple[str, ...]


def reglas(expediente_id: int) -> ReglasVista | None:
    """The latest version."""
    row = db.session.scalar(
        select(ReglaOperacion)
        .where(ReglaOperacion.expediente_id == expediente_id)
        .order_by(ReglaOperacion.version.desc())
        .limit(1)
    )
    return None if row is None else _reglas(row)


def version_de_reglas(expediente_id: int, version: int) -> ReglasVista:
    """One version. Raises NotFound."""
    row = db.session.scalar(
        select(ReglaOperacion).where(ReglaOperacion.expediente_id == expediente_id, ReglaOperacion.version == version)
    )
    if row is None:
        raise NotFound("NO_EXISTE")
    return _reglas(row)


def _reglas(row: ReglaOperacion) -> ReglasVista:
    datos = {
        "nombre": row.nombre,
        "modalidad": row.modalidad,
        "vigencia_reglas": row.vigencia.isoformat(),
        "vigencia_hasta": row.vigencia_hasta.isoformat() if row.vigencia_hasta else None,
        "criterios": dict(row.criterios or {}),
        "edad_min": row.edad_min,
        "edad_max": row.edad_max,
        "edad_en": row.edad_en,
        "pide_tutor": row.pide_tutor,
        "clave": row.clave,
        "formato": row.formato,
        "apartados": dict(row.apartados),
    }
    documento = archivos.get(row.documento_id) if row.documento_id is not None else None
    return ReglasVista(row.version, datos, documento, row.por, row.en)


def borrador_revision(expediente_id: int) -> int:
    return db.session.get_one(Borrador, expediente_id).revision


def ultima_carga(expediente_id: int) -> CargaVista | None:
    """The upload that the page of the padrón is about: the latest one that was not replaced."""
    row = db.session.scalar(
        select(CargaPadron)
        .where(CargaPadron.expediente_id == expediente_id, CargaPadron.estado != "reemplazada")
        .order_by(CargaPadron.id.desc())
        .limit(1)
    )
    return None if row is None else _vista(row)


def carga(carga_id: int, expediente_id: int) -> CargaVista:
    """One upload of that dossier. Raises NotFound."""
    row = db.session.get(CargaPadron, carga_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    return _vista(row)


def _vista(row: CargaPadron) -> CargaVista:
    resumen = row.resumen or {}
    trabajos = status_of(("carga_padron", row.id))
    return CargaVista(
        id=row.id,
        expediente_id=row.expediente_id,
        estado=row.estado,
        archivo=archivos.get(row.archivo_id),
        estructura=row.estructura,
        encabezados=tuple(row.encabezados or ()),
        filas=row.filas,
        validas=row.validas,
        con_error=row.con_error,
        con_aviso=row.con_aviso,
        hoja=resumen.get("hoja"),
        fila_encabezado=resumen.get("fila_encabezado"),
        errores=_hallazgos(resumen.get("errores", {}), ERRORES_TODOS),
        avisos=_hallazgos(resumen.get("avisos", {}), AVISOS_TODOS),
        ignoradas=resumen.get("filas_ignoradas", {}),
        ignoradas_n=resumen.get("filas_ignoradas_n", {}),
        probables=tuple(resumen.get("duplicados_probables", ())),
        problemas=_razones(
            [
                {"codigo": p["codigo"], "hechos": {k: v for k, v in p.items() if k != "codigo"}}
                for p in resumen.get("problemas", ())
            ]
        ),
        razones=_razones(row.razones or ()),
        reglas_version=row.reglas_version,
        por=row.por,
        en=row.en,
        confirmada_en=row.confirmada_en,
        confirmada_por=row.confirmada_por,
        trabajo=trabajos[0] if trabajos else None,
        columnas=row.columnas,
        avance=row.avance or {},
        ocultas=tuple(resumen.get("ocultas", ())),
    )


def _razones(guardadas: Sequence[dict[str, Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(guardada["codigo"], guardada["hechos"]) for guardada in guardadas)


def _hallazgos(seccion: dict[str, Any], sentidos: dict[str, str]) -> tuple[Hallazgo, ...]:
    """In the documented order: the database may give the codes in any."""
    return tuple(
        Hallazgo(
            codigo,
            sentidos[codigo],
            REMEDIOS[codigo],
            seccion[codigo]["n"],
            tuple(seccion[codigo]["filas"][:NUMEROS_A_LA_VISTA]),
            max(0, seccion[codigo]["n"] - NUMEROS_A_LA_VISTA),
        )
        for codigo in sentidos
        if codigo in seccion
    )


def filas_a_la_vista(
    carga_id: int, llavero: Llavero, *, estado: str | None = None, despues_de: int = 0, limite: int = MUESTRA
) -> list[FilaVista]:
    """Rows of an upload with every value masked, after a row number."""
    encabezados = db.session.get_one(CargaPadron, carga_id).encabezados or []
    statement = select(PadronFila).where(PadronFila.carga_id == carga_id, PadronFila.numero > despues_de)
    if estado is not None:
        statement = statement.where(PadronFila.estado == estado)
    return [
        FilaVista(row.numero, row.estado, _codigos(row), tuple(mascara.celdas(encabezados, _celdas(row, llavero))))
        for row in db.session.scalars(statement.order_by(PadronFila.numero).limit(limite))
    ]


def filas_en_claro(carga: CargaVista, llavero: Llavero) -> Iterator[tuple[int, tuple[str, ...], list[Any]]]:
    """(number, codes, cells in clear) for the workbook that its owner corrects: every row, or only those with errors
    when the file is too long for a page to write it whole.
    """
    statement = select(PadronFila).where(PadronFila.carga_id == carga.id)
    if not carga.libro_completo:
        statement = statement.where(PadronFila.estado == "error")
    for row in db.session.scalars(statement.order_by(PadronFila.numero).execution_options(yield_per=500)):
        yield row.numero, _codigos(row), _celdas(row, llavero)


def muestra(carga_id: int, expediente_id: int, llavero: Llavero) -> list[dict[str, Any]]:
    """The first rows of each sheet of an upload, as `mapeo.muestra_de`. Raises NotFound, or Refused when they are not
    kept any more."""
    row = db.session.get(CargaPadron, carga_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    if row.muestra is None or row.muestra_llave is None:
        raise Refused("MUESTRA_FALTANTE")
    claro = llavero.descifrar(row.muestra, llave=row.muestra_llave, contexto=cifrado.contexto_de_muestra(row.id))
    hojas: list[dict[str, Any]] = json.loads(claro)
    return hojas


def reglas_de_carga(carga_id: int) -> Reglas:
    """Those it is checked with."""
    return reglas_de(db.session.get_one(CargaPadron, carga_id).reglas)


def celdas_guardadas(carga_id: int, numeros: Sequence[int], llavero: Llavero) -> Iterator[tuple[int, list[Any]]]:
    """(number, cells in clear) of some rows of an upload, for the job that is reading it."""
    for begin in range(0, len(numeros), 500):
        statement = (
            select(PadronFila)
            .where(PadronFila.carga_id == carga_id, PadronFila.numero.in_(numeros[begin : begin + 500]))
            .order_by(PadronFila.numero)
        )
        for row in db.session.scalars(statement):
            yield row.numero, _celdas(row, llavero)
            db.session.expunge(row)


def cargas_de_la_persona(curp: str, llavero: Llavero) -> list[tuple[int, int]]:
    """(upload, row number) of a person in the confirmed padrones, by the keyed index of any of her CURPs."""
    rows = db.session.execute(
        select(PadronFila.carga_id, PadronFila.numero)
        .join(CargaPadron, CargaPadron.id == PadronFila.carga_id)
        .where(PadronFila.indice.in_(claves_de(llavero.indices(curp))), CargaPadron.estado == "confirmada")
        .order_by(PadronFila.carga_id, PadronFila.numero)
    )
    return [(int(carga_id), int(numero)) for carga_id, numero in rows]


def _codigos(row: PadronFila) -> tuple[str, ...]:
    return tuple(codigo for codigo in row.codigos.split(",") if codigo)


def _celdas(row: PadronFila, llavero: Llavero) -> list[Any]:
    contexto = cifrado.contexto(row.carga_id, row.numero)
    celdas: list[Any] = json.loads(llavero.descifrar(row.datos, llave=row.llave, contexto=contexto))
    return celdas
