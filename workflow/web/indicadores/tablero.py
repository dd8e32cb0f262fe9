"""The boards: the municipality, its axes and dependencias; a POA as a tree; one thing with its series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.asm import queries as asm
from workflow.asm.clases import EVALUAN
from workflow.indicadores import queries
from workflow.indicadores.arbol import tree
from workflow.indicadores.clases import COLORES
from workflow.indicadores.financiero import Ejercido, RenglonEjercido, by_chapter, name_of
from workflow.indicadores.politica import Reglas
from workflow.indicadores.presupuesto import chapter_name
from workflow.indicadores.queries import Poa
from workflow.indicadores.reglas import CAPTURAN, CIERRAN, REVISAN, captures
from workflow.indicadores.situacion import Cuenta, Situacion, add
from workflow.indicadores.situacion import year as year_of
from workflow.kernel.refusals import NotFound
from workflow.people import queries as people
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.indicadores.comun import bp, closing, exact, month_options, monto, year
from workflow.web.indicadores.serie import drawing

TONOS = {"verde": None, "amarillo": "ambar", "naranja": "ambar", "rojo": "guinda", "morado": "azul"}
SIN_EJE = "sin-eje"


@dataclass(frozen=True)
class Grupo:
    """Several POA, or one, with what they did and what they spent."""

    clave: str
    nombre: str
    cuenta: Cuenta
    url: str | None = None
    gasto: Ejercido = field(default_factory=Ejercido)


@dataclass(frozen=True)
class Vista:
    """The whole municipality at a day."""

    poas: Sequence[Poa]
    situaciones: dict[int, Situacion]
    ejercidos: dict[int, tuple[RenglonEjercido, ...]]
    reglas: Reglas

    def count(self, poas: Iterable[Poa]) -> Cuenta:
        return add(self.situaciones[one.expediente_id].cuenta for one in poas)

    def spent(self, poas: Iterable[Poa]) -> Ejercido:
        return queries.cuenta(line for one in poas for line in self.ejercidos[one.expediente_id])

    def group(self, clave: str, nombre: str, poas: Iterable[Poa], url: str | None = None) -> Grupo:
        found = list(poas)
        return Grupo(clave, nombre, self.count(found), url, self.spent(found))


def look(ejercicio: int, dia: date, solo: Callable[[Poa], bool] = lambda _: True) -> Vista:
    """`solo`: which POA."""
    return view_of([one for one in queries.poas(ejercicio) if solo(one)], dia)


def view_of(found: Sequence[Poa], dia: date) -> Vista:
    """Five queries at most, whatever their number."""
    reglas = queries.reglas()
    return Vista(found, queries.situaciones(found, dia, reglas), queries.ejercidos(found, dia), reglas)


@bp.get("")
@guard.signed_in
def index() -> str:
    ejercicios = queries.ejercicios()
    ejercicio = year(ejercicios)
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
        ejercicios=[(one, one) for one in ejercicios],
        poas=len(vista.poas),
        total=total,
        colores=color_bars(total),
        gasto=vista.spent(vista.poas),
        ejes=by_axis(vista, ejercicio, mes),
        programas=by_programme(vista, ejercicio, mes),
        dependencias=dependencias,
        callan=silent(dependencias),
        callan_gasto=silent(dependencias, gasto=True),
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


def by_axis(vista: Vista, ejercicio: int, mes: str = "") -> list[Grupo]:
    nombres = queries.ejes(ejercicio)
    claves = sorted({one.programa.eje for one in vista.poas})
    return [
        vista.group(
            clave,
            axis_name(nombres, clave),
            (one for one in vista.poas if one.programa.eje == clave),
            url_for("indicadores.eje", clave=clave or SIN_EJE, ejercicio=ejercicio, mes=mes or None),
        )
        for clave in claves
    ]


def axis_name(nombres: Mapping[str, str], clave: str) -> str:
    return nombres.get(clave, f"Eje {clave}") if clave else "Sin eje"


def by_programme(vista: Vista, ejercicio: int, mes: str = "") -> list[Grupo]:
    """Each programa presupuestario, with the POA of every dependencia that takes part in it."""
    nombres = {one.clave: one.programa.nombre for one in vista.poas}
    return [
        vista.group(
            clave,
            f"{clave} {nombres[clave]}".strip(),
            (one for one in vista.poas if one.clave == clave),
            url_for("indicadores.programa_presupuestario", clave=clave, ejercicio=ejercicio, mes=mes or None),
        )
        for clave in sorted(nombres)
    ]


def by_unit(vista: Vista, dia: date, mes: str) -> list[Grupo]:
    """A POA each; a dependencia with several has several lines."""
    nombres = {one.clave: one.nombre for one in people.dependencias(dia, {one.dependencia for one in vista.poas})}
    return [
        vista.group(
            one.dependencia,
            nombres.get(one.dependencia, one.dependencia),
            [one],
            url_for("indicadores.programa", expediente_id=one.expediente_id, mes=mes or None),
        )
        for one in vista.poas
    ]


def silent(grupos: Iterable[Grupo], *, gasto: bool = False) -> list[dict[str, Any]]:
    """Who owes reports (with `gasto`, of what was spent), the one that owes most first."""
    deben = [(one.gasto.faltan if gasto else one.cuenta.faltan, one) for one in grupos]
    deben = sorted((item for item in deben if item[0]), key=lambda item: (-item[0], item[1].nombre))
    return [{"rotulo": one.nombre, "valor": faltan, "tono": "ambar", "url": one.url} for faltan, one in deben]


@bp.get("/<any(semaforo, ejes, programas, dependencias, datos):que>.<any(csv, xlsx):formato>")
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
        makers = {"ejes": by_axis, "programas": by_programme}
        grupos = makers[que](vista, ejercicio) if que in makers else by_unit(vista, dia, mes)
        columnas = ["Clave", "Nombre", "Metas e indicadores", "Avance promedio", "Reportes faltantes"]
        columnas += [rotulo("semaforo", color) for color in COLORES]
        columnas += ["Presupuesto del año", "Programado a la fecha", "Ejercido", "Meses sin reportar gasto"]
        filas = [
            [
                g.clave, g.nombre, g.cuenta.total, exact(g.cuenta.promedio), g.cuenta.faltan,
                *(g.cuenta.colores.get(color, 0) for color in COLORES), monto(g.gasto.anual),
                monto(g.gasto.programado), monto(g.gasto.ejercido), g.gasto.faltan,
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
    vista = view_of([one], dia)
    situacion = vista.situaciones[expediente_id]
    return render_template(
        "indicadores/programa.html",
        poa=one,
        mes=mes,
        meses=month_options(one.ejercicio),
        nombre=people.dependencia_nombre(one.dependencia, dia),
        eje=axis_name({}, one.programa.eje),
        sin_eje=SIN_EJE,
        total=situacion.cuenta,
        gasto=vista.spent([one]),
        capitulos=chapters(vista.ejercidos[expediente_id]),
        partidas=[(name_of(one.renglon), one.cuenta) for one in vista.ejercidos[expediente_id]],
        arbol=tree(situacion.lineas),
        origenes=queries.origenes(one.acuerdos),
        captura=captures(guard.actor(), one.dependencia),
    )


def chapters(renglones: Iterable[RenglonEjercido]) -> list[tuple[str, Ejercido]]:
    """(name of the chapter, its account)."""
    return [(chapter_name(clave), cuenta) for clave, cuenta in by_chapter(renglones)]


@bp.get("/poa/<int:expediente_id>/dato")
@guard.signed_in
def dato(expediente_id: int) -> str:
    """One thing: its series against its meta, and each report with its evidence."""
    one = queries.poa(expediente_id)
    direccion = request.args.get("d", "")
    _, dia = closing(one.ejercicio)
    reglas = queries.reglas()
    linea = next(
        (
            linea
            for linea in queries.situaciones([one], dia, reglas)[expediente_id].lineas
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
        anual=year_of(one.vigencias, linea, dia, reglas),
        historia=queries.historia(expediente_id, direccion),
        eje=axis_name({}, one.programa.eje),
        sin_eje=SIN_EJE,
        origenes=queries.origenes(one.acuerdos),
        mejoras=[m for m in asm.lista(dia, expediente_id=expediente_id) if m.direccion == direccion],
        evalua=guard.actor().has(*EVALUAN),
        captura=captures(guard.actor(), one.dependencia),
    )
