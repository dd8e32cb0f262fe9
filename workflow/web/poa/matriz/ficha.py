"""The ficha técnica of an indicator: captured whole on one page, with its formula tried beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.indicadores.calculo import judge
from workflow.indicadores.clases import Resultado
from workflow.indicadores.programa import of_content
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.poa import campos, formas
from workflow.poa.contenido import Fila, empty_row
from workflow.poa.esquema import FICHAS, MIR
from workflow.poa.matriz import arbol, fichas
from workflow.poa.matriz.fichas import DE_TIPO, Ficha
from workflow.poa.matriz.formulas import Valor, parse, shown, steps, unknown
from workflow.poa.numeros import decimal_of, decimal_text
from workflow.textos import all_of
from workflow.web import flashes, guard
from workflow.web.forms import matriz as forma
from workflow.web.poa.comun import bp, capturan
from workflow.web.poa.guardado import Escrito
from workflow.web.poa.matriz.comun import Abierta, findings, linked, open_edited, save, typed

RUTA = "/matriz/ficha/<clave>/<int:numero>"
_POR_NIVEL = {
    "fin": {"tipo": "estrategico", "frecuencia": "anual", "dimension": "eficacia"},
    "proposito": {"tipo": "estrategico", "frecuencia": "anual", "dimension": "eficacia"},
    "componente": {"tipo": "gestion", "frecuencia": "trimestral", "dimension": "eficacia"},
    "actividad": {"tipo": "gestion", "frecuencia": "trimestral", "dimension": "eficacia"},
}
_SEMAFORO = dict(zip(forma.SEMAFORO, ("70", "90", "110", "130"), strict=True))


@dataclass(frozen=True)
class Prueba:
    """A formula tried with values: each operation and the value, in words. `motivo`: why it cannot be read.

    `codigo`: why it comes to nothing. `resultado`: how the follow-up would judge it against the yearly goal.
    """

    formula: str = ""
    pasos: tuple[str, ...] = ()
    valor: str = ""
    codigo: str | None = None
    avance: str = ""
    resultado: Resultado | None = None
    motivo: str = ""


@bp.route(RUTA, methods=["GET", "POST"])
@capturan
def matriz_ficha(expediente_id: int, clave: str, numero: int) -> Any:
    """A ficha; of a new indicator when the box has room for that number."""
    abierta = open_edited(expediente_id)
    saved = _saved(abierta, clave, numero)
    mark = _mark(saved)
    if request.method == "GET":
        return _page(abierta, saved, Escrito(_texts(saved), {}, mark))
    values = typed()
    if request.form.get("hacer") in ("probar", "variable"):
        return _page(abierta, saved, Escrito(values, {}, request.form.get("marca", "")), 3)
    document, errors = _read(abierta, saved, values)
    refused = save(abierta, document, mark, values, errors)
    if refused is not None:
        return _page(abierta, saved, refused), 422 if refused.errores else 409
    flashes.done(f"La ficha de {clave}, indicador {numero}, se guardó.")
    return redirect(url_for(".matriz", expediente_id=expediente_id, _anchor=f"nivel-{clave}"))


def _saved(abierta: Abierta, clave: str, numero: int) -> Ficha:
    found = fichas.of_document(abierta.documento).get(f"{clave}#{numero}")
    if found is not None:
        return found
    nivel = arbol.tree(abierta.documento).get(clave)
    if nivel is None:
        raise NotFound("INDICADOR_INEXISTENTE")
    free = arbol.next_number(abierta.documento, clave)
    if free is None:
        raise Refused("INDICADORES_COMPLETOS", clave=clave)
    if free != numero:
        raise NotFound("INDICADOR_INEXISTENTE")
    row = {"nivel": nivel.nivel, "clave": clave, "numero": numero, "resumen": nivel.resumen, "supuesto": nivel.supuesto}
    return fichas.build(f"{clave}#{numero}", empty_row(MIR) | row, None, ())


def _mark(saved: Ficha) -> str:
    variables = [[v.letra, v.nombre, v.unidad, v.fuente, v.frecuencia, str(v.valor_base)] for v in saved.variables]
    return formas.mark([saved.fila, saved.ficha, variables])


def _texts(saved: Ficha) -> dict[str, Any]:
    """What the form shows of what is saved; what is usual of its level, where the indicator is new."""
    row = dict(saved.fila)
    if not row.get("indicador"):
        usual = {**_POR_NIVEL.get(str(row["nivel"]), {}), **_SEMAFORO, "sentido": "ascendente", "tipo_formula":
                 "porcentaje"}  # fmt: skip
        row |= {name: value for name, value in usual.items() if row.get(name) is None}
    variables = [
        {
            "letra": v.letra,
            "nombre": v.nombre,
            "unidad": v.unidad,
            "fuente": v.fuente if saved.declaradas else "",
            "frecuencia": v.frecuencia,
            "valor_base": None if v.valor_base is None else decimal_text(v.valor_base),
            "descripcion": v.descripcion,
        }
        for v in saved.variables
    ]
    own = saved.ficha.get("formula") or DE_TIPO.get(str(row.get("tipo_formula") or ""), "")
    return {
        **formas.texts_of(MIR, row),
        **formas.texts_of(FICHAS, saved.ficha),
        **forma.variable_texts(variables),
        "formula": own,
    }


def _read(abierta: Abierta, saved: Ficha, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The document with what was typed, and what is wrong by name of field."""
    clave, numero = str(saved.fila["clave"]), int(saved.fila["numero"])
    row, errors = formas.parse_row(MIR, request.form.getlist)
    ficha, wrong = formas.parse_row(FICHAS, request.form.getlist)
    variables, bad = forma.parse_variables(values, clave, numero)
    errors = {name: text for name, text in (errors | wrong | bad).items() if name not in ("clave", "numero", "nivel")}
    row = {**saved.fila, **{name: row[name] for name in forma.EDITABLES}}
    letras = [str(variable["letra"] or "") for variable in variables]
    errors |= _formula_errors(str(ficha["formula"] or ""), letras)
    if not saved.propia and ficha["formula"] and "formula" not in errors:
        usual = DE_TIPO.get(str(row["tipo_formula"] or ""), "")
        if usual and fichas.same(parse(ficha["formula"]), parse(usual)):
            ficha["formula"] = None  # it is the one of its type: nothing of its own
    if variables:
        names = [str(variable["nombre"] or "") for variable in variables[:2]]
        row["variable_1"] = names[0]
        row["variable_2"] = names[1] if len(names) > 1 and row["tipo_formula"] != "valor_absoluto" else None
    if all(_plain(place, variable) for place, variable in enumerate(variables)):
        variables = []
    return _document(abierta, saved, row, {**ficha, "clave": clave, "numero": numero}, variables), errors


def _plain(place: int, variable: Fila) -> bool:
    """Whether a variable says no more than Variable 1 or Variable 2 of its row."""
    others = (name for name in forma.VARIABLE if name not in ("letra", "nombre"))
    return place < 2 and variable["letra"] == fichas.LETRAS[place] and not any(variable[name] for name in others)


def _formula_errors(texto: str, letras: list[str]) -> dict[str, str]:
    if not texto:
        return {}
    try:
        formula = parse(texto)
    except Invalid as error:
        return {"formula": " ".join(all_of(error.reasons))}
    ajenas = unknown(formula, letras)
    if ajenas:
        return {"formula": f"La fórmula usa {', '.join(ajenas)} y no está entre las variables. Agréguela abajo."}
    return {}


def _document(abierta: Abierta, saved: Ficha, row: Fila, ficha: Fila, variables: list[Fila]) -> dict[str, Any]:
    document = dict(abierta.documento)
    rows = campos.rows_of(document, "mir")
    keys = campos.keys("mir", rows)
    if saved.llave in keys:
        document["mir"] = [row if key == saved.llave else old for key, old in zip(keys, rows, strict=True)]
    else:
        document = arbol.in_order({**document, "mir": [*rows, row]})
    others = [old for old in campos.rows_of(document, "fichas") if campos.row_key("fichas", old) != saved.llave]
    full = any(value for name, value in ficha.items() if name not in ("clave", "numero"))
    document["fichas"] = [*others, ficha] if full else others
    rest = [old for old in campos.rows_of(document, "variables") if campos.row_key("mir", old) != saved.llave]
    document["variables"] = [*rest, *variables]
    return formas.complete_document(document, abierta.ficha.cabeza.ejercicio)


def _page(abierta: Abierta, saved: Ficha, escrito: Escrito, blank: int = 1) -> str:
    units = [(unit.clave, f"{unit.clave} {unit.nombre(None)}") for unit in abierta.catalogos.dependencias.values()]
    ejercicio = abierta.ficha.cabeza.ejercicio
    mine = [p for p in findings(abierta.documento, ejercicio) if f"[{saved.llave}" in p.campo]
    lines = forma.lines(escrito.valores, blank)
    return render_template(
        "poa/matriz/ficha.html",
        fila=abierta.ficha.cabeza,
        indicador=saved,
        nuevo=not saved.fila.get("indicador"),
        grupos=forma.groups(escrito.valores, escrito.errores, units),
        formula=escrito.valores.get("formula", ""),
        variables=lines,
        frecuencias=forma.FRECUENCIAS,
        prueba=attempt(escrito.valores, saved),
        umbrales=thresholds(escrito.valores),
        valores=escrito.valores,
        errores=escrito.errores,
        motivos=escrito.motivos,
        conflicto=escrito.conflicto,
        marca=escrito.marca,
        revision=abierta.ficha.borrador_revision,
        hallazgos=linked(abierta.id, mine) if request.method == "GET" else [],
    )


@bp.post(f"{RUTA}/prueba")
@capturan
def matriz_prueba(expediente_id: int, clave: str, numero: int) -> str:
    """The formula with the values that were typed, and the bands: a piece of the page, nothing is saved."""
    values = typed()
    row = empty_row(MIR) | {"nivel": arbol.level_of(clave), "clave": clave, "numero": numero}
    saved = fichas.build(f"{clave}#{numero}", row, None, ())
    return render_template(
        "poa/matriz/_prueba.html",
        prueba=attempt(values, saved),
        umbrales=thresholds(values),
        aparte=True,
    )


def attempt(values: Mapping[str, Any], saved: Ficha) -> Prueba | None:
    """The formula as typed, with the values of the trial; None while there are none."""
    lines = forma.lines(values, 0)
    given = {line["letra"].strip().upper(): decimal_of(line["prueba"]) for line in lines}
    texto = str(values.get("formula") or "") or DE_TIPO.get(str(values.get("tipo_formula") or ""), "")
    if not texto or not given:
        return None
    try:
        formula = parse(texto)
        valor, pasos = steps(formula, given)
    except Invalid as error:
        return Prueba(motivo=" ".join(all_of(error.reasons)))
    if all(value is None for value in given.values()):
        return Prueba(formula.texto)
    if valor.valor is None:
        return Prueba(formula.texto, codigo=valor.codigo)
    told = _judged(values, valor, saved)
    avance = "" if told is None or told.avance is None else shown(told.avance)
    done = tuple(f"{paso.texto} = {shown(paso.valor)}" for paso in pasos)
    return Prueba(formula.texto, done, shown(valor.valor), avance=avance, resultado=told)


def _judged(values: Mapping[str, Any], valor: Valor, saved: Ficha) -> Resultado | None:
    """Against the yearly goal and the bands that are typed beside it, as the follow-up will judge it."""
    row: Fila = {**saved.fila}
    for name in (*forma.METAS, *forma.SEMAFORO, "sentido", "tipo_formula", "frecuencia"):
        try:
            row[name] = formas.parse(MIR.campo(name), [str(values.get(name) or "")])
        except ValueError:
            row[name] = None
    meta = decimal_of(row["meta_anual"])
    medidas = of_content({"mir": [row]}, guard.now().year).medidas
    if meta is None or not medidas:
        return None
    return judge(medidas[0].regla, valor.valor, meta)


def thresholds(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The five bands as parts of a bar of a hundred: from, width, colour and words; none if they do not grow."""
    cuts = [decimal_of(str(values.get(name) or "")) for name in forma.SEMAFORO]
    known = [cut for cut in cuts if cut is not None]
    if len(known) < 4 or known != sorted(known) or known[0] < 0 or known[3] <= 0:
        return []
    end = known[3] * Decimal("1.2")
    edges = [Decimal(0), *known, end]
    colors = ("rojo", "amarillo", "verde", "amarillo", "rojo")
    words = [
        f"menos de {decimal_text(known[0])}",
        f"{decimal_text(known[0])} a menos de {decimal_text(known[1])}",
        f"{decimal_text(known[1])} a {decimal_text(known[2])}",
        f"más de {decimal_text(known[2])} a {decimal_text(known[3])}",
        f"más de {decimal_text(known[3])}",
    ]
    return [
        {
            "color": color,
            "texto": text,
            "x": f"{edges[n] / end * 100:.2f}",
            "ancho": f"{(edges[n + 1] - edges[n]) / end * 100:.2f}",
            "hasta": decimal_text(edges[n + 1]) if n < 4 else "",
            "corte": f"{edges[n + 1] / end * 100:.2f}",
        }
        for n, (color, text) in enumerate(zip(colors, words, strict=True))
    ]


@bp.post(f"{RUTA}/quitar")
@capturan
def matriz_ficha_quitar(expediente_id: int, clave: str, numero: int) -> Any:
    abierta = open_edited(expediente_id)
    saved = _saved(abierta, clave, numero)
    document = arbol.without_indicator(abierta.documento, saved.llave)
    refused = save(abierta, document, _mark(saved))
    if refused is not None:
        raise Refused(refused.motivos)
    flashes.done(f"El indicador {numero} de {clave} se quitó.")
    return redirect(url_for(".matriz", expediente_id=expediente_id, _anchor=f"nivel-{clave}"))
