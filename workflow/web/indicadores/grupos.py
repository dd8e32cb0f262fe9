"""The boards of an axis of the Plan Municipal de Desarrollo and of a programa presupuestario: from it to each POA."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from workflow.indicadores import queries
from workflow.indicadores.arbol import tree
from workflow.kernel.refusals import NotFound
from workflow.web import guard
from workflow.web.indicadores.comun import bp, closing, month_options, year
from workflow.web.indicadores.tablero import SIN_EJE, Vista, axis_name, by_unit, chapters, color_bars, look, silent


@bp.get("/eje/<clave>")
@guard.signed_in
def eje(clave: str) -> str:
    """By objective, each POA; and what is furthest from its meta."""
    ejercicio = year()
    mes, dia = closing(ejercicio)
    buscada = "" if clave == SIN_EJE else clave
    vista = look(ejercicio, dia, lambda one: one.programa.eje == buscada)
    return _page(
        vista, ejercicio, mes, axis_name(queries.ejes(ejercicio), buscada), objetivos=by_objective(vista, dia, mes)
    )


@bp.get("/programa/<clave>")
@guard.signed_in
def programa_presupuestario(clave: str) -> str:
    """Each POA of the programme, and its MIR as a tree."""
    ejercicio = year()
    mes, dia = closing(ejercicio)
    vista = look(ejercicio, dia, lambda one: one.clave == clave)
    nombre = next((one.programa.nombre for one in vista.poas), "")
    grupos = by_unit(vista, dia, mes)
    arboles = [
        (one, grupo.nombre, tree(vista.situaciones[one.expediente_id].lineas))
        for one, grupo in zip(vista.poas, grupos, strict=True)
        if any(medida.clase == "indicador" for medida in one.programa.medidas)
    ]
    return _page(vista, ejercicio, mes, f"{clave} {nombre}".strip(), objetivos=[("", grupos)], arboles=arboles)


def by_objective(vista: Vista, dia: Any, mes: str) -> list[tuple[str, list[Any]]]:
    """(objective, its POA), in the order of their claves; those without one, at the end."""
    grupos: dict[tuple[str, str], list[Any]] = {}
    for one, grupo in zip(vista.poas, by_unit(vista, dia, mes), strict=True):
        grupos.setdefault((one.programa.objetivo[0], one.programa.objetivo[1]), []).append(grupo)
    return [
        (f"Objetivo {clave}: {texto}".rstrip(": ") if clave else "Sin objetivo del Plan", grupos[(clave, texto)])
        for clave, texto in sorted(grupos, key=lambda key: (not key[0], key))
    ]


def _page(
    vista: Vista,
    ejercicio: int,
    mes: str,
    titulo: str,
    objetivos: list[tuple[str, list[Any]]],
    arboles: list[Any] | None = None,
) -> str:
    if not vista.poas:
        raise NotFound("NO_EXISTE")
    total = vista.count(vista.poas)
    return render_template(
        "indicadores/grupo.html",
        titulo=titulo,
        es_eje=arboles is None,
        ejercicio=ejercicio,
        mes=mes,
        meses=month_options(ejercicio),
        poas=len(vista.poas),
        total=total,
        gasto=vista.spent(vista.poas),
        colores=color_bars(total),
        objetivos=objetivos,
        arboles=arboles or [],
        capitulos=chapters(line for one in vista.poas for line in vista.ejercidos[one.expediente_id]),
        lejos=furthest(vista, mes),
        callan=silent(grupo for _, grupos in objetivos for grupo in grupos),
    )


LEJOS = 10


def furthest(vista: Vista, mes: str) -> list[dict[str, Any]]:
    """The things that are red, the furthest first."""
    found = [
        (linea.acumulado.avance, one, linea)
        for one in vista.poas
        for linea in vista.situaciones[one.expediente_id].lineas
        if linea.acumulado.semaforo == "rojo" and linea.acumulado.avance is not None
    ]
    found.sort(key=lambda item: (item[0], item[1].folio, item[2].medida.direccion))
    return [
        {
            "linea": linea,
            "poa": one,
            "url": url_for(
                "indicadores.dato", expediente_id=one.expediente_id, d=linea.medida.direccion, mes=mes or None
            ),
        }
        for _, one, linea in found[:LEJOS]
    ]
