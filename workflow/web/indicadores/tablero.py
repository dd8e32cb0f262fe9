"""The boards: the municipality, its axes and dependencias; a POA as a tree; one thing with its series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.indicadores import queries
from workflow.indicadores.clases import COLORES
from workflow.indicadores.politica import Reglas
from workflow.indicadores.queries import Poa
from workflow.indicadores.reglas import CAPTURAN, CIERRAN, REVISAN, captures
from workflow.indicadores.situacion import Cuenta, Situacion, add
from workflow.indicadores.situacion import year as year_of
from workflow.kernel.refusals import NotFound
from workflow.people import queries as people
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.indicadores.comun import bp, closing, exact, month_options, year
from workflow.web.indicadores.serie import drawing

TONOS = {"verde": None, "amarillo": "ambar", "naranja": "ambar", "rojo": "guinda", "morado": "azul"}
NIVELES = ("fin", "proposito", "componente", "actividad", "actividad_poa")


@dataclass(frozen=True)
class Grupo:
    clave: str
    nombre: str
    cuenta: Cuenta
    url: str | None = None


@dataclass(frozen=True)
class Vista:
    """The whole municipality at a day."""

    poas: Sequence[Poa]
    situaciones: dict[int, Situacion]
    reglas: Reglas

    def count(self, poas: Iterable[Poa]) -> Cuenta:
        return add(self.situaciones[one.expediente_id].cuenta for one in poas)


def look(ejercicio: int, dia: date) -> Vista:
    found, reglas = queries.poas(ejercicio), queries.reglas()
    return Vista(found, queries.situaciones(found, dia, reglas), reglas)


@bp.get("")
@guard.signed_in
def index() -> str:
    ejercicio = year()
    mes, dia = closing(ejercicio)
    vista = look(ejercicio, dia)
    total = vista.count(vista.poas)
    actor = guard.actor()
    dependencias = by_unit(vista, dia, mes)
    return render_template(
        "indicadores/tablero.html",
        ejercicio=ejercicio,
        mes=mes,
        meses=month_options(ejercicio),
        ejercicios=[(one, one) for one in queries.ejercicios()],
        poas=len(vista.poas),
        total=total,
        colores=color_bars(total),
        ejes=by_axis(vista, ejercicio),
        dependencias=dependencias,
        callan=silent(dependencias),
        captura=actor.has(*CAPTURAN),
        revisa=actor.has(*REVISAN),
        cierra=actor.has(*CIERRAN),
        tope=vista.reglas.on(dia - timedelta(days=1)).tope,
    )


def color_bars(cuenta: Cuenta) -> list[dict[str, Any]]:
    return [
        {"rotulo": rotulo("semaforo", color), "valor": cuenta.colores[color], "tono": TONOS.get(color, "arena")}
        for color in COLORES
        if cuenta.colores.get(color)
    ]


def by_axis(vista: Vista, ejercicio: int) -> list[Grupo]:
    nombres = queries.ejes(ejercicio)
    claves = sorted({one.programa.eje for one in vista.poas})
    return [
        Grupo(
            clave,
            nombres.get(clave, f"Eje {clave}") if clave else "Sin eje",
            vista.count(one for one in vista.poas if one.programa.eje == clave),
        )
        for clave in claves
    ]


def by_unit(vista: Vista, dia: date, mes: str) -> list[Grupo]:
    """A POA each; a dependencia with several has several lines."""
    nombres = {one.clave: one.nombre for one in people.dependencias(dia, {one.dependencia for one in vista.poas})}
    return [
        Grupo(
            one.dependencia,
            nombres.get(one.dependencia, one.dependencia),
            vista.situaciones[one.expediente_id].cuenta,
            url_for("indicadores.programa", expediente_id=one.expediente_id, mes=mes or None),
        )
        for one in vista.poas
    ]


def silent(grupos: Iterable[Grupo]) -> list[dict[str, Any]]:
    """Who owes reports, the one that owes most first."""
    deben = sorted((one for one in grupos if one.cuenta.faltan), key=lambda one: (-one.cuenta.faltan, one.nombre))
    return [{"rotulo": one.nombre, "valor": one.cuenta.faltan, "tono": "ambar", "url": one.url} for one in deben]


@bp.get("/<any(semaforo, ejes, dependencias, datos):que>.<any(csv, xlsx):formato>")
@guard.signed_in
def exportar(que: str, formato: str) -> Response:
    """The table behind each chart; `datos` is every thing with its cumulative."""
    ejercicio = year()
    mes, dia = closing(ejercicio)
    vista = look(ejercicio, dia)
    if que == "datos":
        columnas, filas = _every_line(vista)
    elif que == "semaforo":
        columnas = ["Semáforo", "Metas e indicadores"]
        filas = [[bar["rotulo"], bar["valor"]] for bar in color_bars(vista.count(vista.poas))]
    else:
        grupos = by_axis(vista, ejercicio) if que == "ejes" else by_unit(vista, dia, mes)
        columnas = ["Clave", "Nombre", "Metas e indicadores", "Avance promedio", "Reportes faltantes"]
        columnas += [rotulo("semaforo", color) for color in COLORES]
        filas = [
            [
                g.clave, g.nombre, g.cuenta.total, exact(g.cuenta.promedio), g.cuenta.faltan,
                *(g.cuenta.colores.get(color, 0) for color in COLORES),
            ]
            for g in grupos
        ]  # fmt: skip
    nombre = f"seguimiento-{que}-{mes or dia.isoformat()}"
    return csv_response(nombre, columnas, filas) if formato == "csv" else xlsx_response(nombre, que, columnas, filas)


def _every_line(vista: Vista) -> tuple[list[str], list[list[Any]]]:
    columnas = [
        "Dependencia", "Folio", "Acuerdo", "Nivel", "Clave", "Nombre", "Unidad", "Frecuencia", "Valor", "Avance",
        "Estado", "Semáforo", "Periodos sin reporte",
    ]  # fmt: skip
    filas = [
        [
            one.dependencia, one.folio, one.acuerdo or "", rotulo("nivel_medida", linea.medida.nivel),
            linea.medida.clave, linea.medida.nombre, linea.medida.unidad, linea.medida.frecuencia,
            exact(linea.acumulado.valor), exact(linea.acumulado.avance),
            rotulo("estado_avance", linea.acumulado.estado), rotulo("semaforo", linea.acumulado.semaforo),
            len(linea.faltan),
        ]
        for one in vista.poas
        for linea in vista.situaciones[one.expediente_id].lineas
    ]  # fmt: skip
    return columnas, filas


@bp.get("/poa/<int:expediente_id>")
@guard.signed_in
def programa(expediente_id: int) -> str:
    """The MIR as a tree, and the activities of the POA, each with its semáforo."""
    one = queries.poa(expediente_id)
    mes, dia = closing(one.ejercicio)
    situacion = queries.situaciones([one], dia)[expediente_id]
    lineas = situacion.lineas
    return render_template(
        "indicadores/programa.html",
        poa=one,
        mes=mes,
        meses=month_options(one.ejercicio),
        nombre=people.dependencia_nombre(one.dependencia, dia),
        total=situacion.cuenta,
        niveles=[
            (nivel, [linea for linea in lineas if linea.medida.nivel == nivel])
            for nivel in NIVELES
            if any(linea.medida.nivel == nivel for linea in lineas)
        ],
        captura=captures(guard.actor(), one.dependencia),
    )


@bp.get("/poa/<int:expediente_id>/dato")
@guard.signed_in
def dato(expediente_id: int) -> str:
    """One thing: its series against its meta, and each report with its evidence."""
    one = queries.poa(expediente_id)
    direccion = request.args.get("d", "")
    _, dia = closing(one.ejercicio)
    linea = next(
        (
            linea
            for linea in queries.situaciones([one], dia)[expediente_id].lineas
            if linea.medida.direccion == direccion
        ),
        None,
    )
    if linea is None:
        raise NotFound("NO_EXISTE")
    return render_template(
        "indicadores/dato.html",
        poa=one,
        linea=linea,
        medida=linea.medida,
        nombre=people.dependencia_nombre(one.dependencia, dia),
        serie=drawing(linea),
        anual=year_of(one.vigencias, linea, dia, queries.reglas()),
        historia=queries.historia(expediente_id, direccion),
        captura=captures(guard.actor(), one.dependencia),
    )
