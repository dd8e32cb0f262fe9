"""/beneficiarios: the padrones in force from above, by programme, sexo, age and locality. Counts, never people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.entregas import vistas
from workflow.entregas.clases import CAPTURAN, DAN_SEGUIMIENTO, VEN_TODO
from workflow.entregas.queries import panorama as queries
from workflow.entregas.queries.panorama import Programa
from workflow.entregas.vistas import ORDEN_BANDAS, SEXOS, SIN_DATO, Celda, Filtro, Grupo
from workflow.kernel.clock import local_date
from workflow.kernel.money import format_centavos, plain_centavos
from workflow.kernel.texto import plain
from workflow.padron.catalogos import incluidos
from workflow.padron.lugares import lugares_incluidos
from workflow.people import queries as people
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.numeros import anio, entero

bp = Blueprint("beneficiarios", __name__, url_prefix="/beneficiarios")
OCULTO = "no se dice"
TABLAS = ("programas", "presupuestales", "sexo", "edad", "localidades", "cruce", "compartidas")
COLUMNAS = ("Inscripciones", "Aprobado", "Recibieron", "Entregado")


@dataclass(frozen=True)
class Vista:
    """What this person may see, filtered. `exacta`: they may know of persons, so no count is hidden."""

    ejercicios: Sequence[int]
    ejercicio: int
    exacta: bool
    vigentes: bool
    programas: Sequence[Programa]
    filtro: Filtro
    celdas: Sequence[Celda]
    otras: Sequence[Celda]

    @property
    def elegidos(self) -> list[int]:
        """The padrones of people that the filter leaves."""
        return sorted({celda.expediente_id for celda in self.celdas})

    def grupos(self, de: Callable[[Celda], str], orden: Sequence[str] = ()) -> list[Grupo]:
        found = vistas.agrupar(self.celdas, de, orden)
        return found if self.exacta else vistas.cubrir(found)


def _scope() -> tuple[frozenset[str] | None, bool]:
    """(dependencias, None for all; whether counts are exact): a dependencia sees its own people, and only those."""
    actor = guard.actor()
    if actor.has(*VEN_TODO):
        return None, True
    if actor.has(*CAPTURAN):
        return actor.dependencias(*CAPTURAN), True
    return None, False


def look() -> Vista | None:
    dependencias, exacta = _scope()
    years = queries.ejercicios(dependencias)
    if not years:
        return None
    asked = request.args.get("ejercicio", type=anio)
    ejercicio = asked if asked in years else years[0]
    programas = queries.programas(ejercicio, dependencias)
    filtro, vigentes = _filter(programas, exacta), request.args.get("quienes") != "todas"
    de = {one.expediente_id: one.dependencia for one in programas}
    todas = [
        celda for celda in queries.celdas([one.expediente_id for one in programas], vigentes=vigentes)
        if filtro.deja(celda, de)
    ]  # fmt: skip
    people_ = {one.expediente_id for one in programas if one.estructura == "persona"}
    return Vista(
        years, ejercicio, exacta, vigentes, programas, filtro,
        [one for one in todas if one.expediente_id in people_],
        [one for one in todas if one.expediente_id not in people_],
    )  # fmt: skip


def _filter(programas: Sequence[Programa], exacta: bool) -> Filtro:
    """What is not known is ignored. Who may not know of persons does not narrow by what a person is: two filters that
    differ in one person would say who it is."""
    args = request.args
    expediente_id = args.get("programa", type=entero)
    dependencia = args.get("dependencia", "")
    base = Filtro(
        expediente_id if any(one.expediente_id == expediente_id for one in programas) else None,
        dependencia if any(one.dependencia == dependencia for one in programas) else "",
    )
    if not exacta:
        return base
    sexo, banda, cvegeo = args.get("sexo", ""), args.get("edad", ""), args.get("localidad", "")
    return Filtro(
        base.expediente_id,
        base.dependencia,
        sexo if sexo in SEXOS else "",
        banda if banda in ORDEN_BANDAS else "",
        cvegeo if cvegeo in lugares_incluidos().por_clave or cvegeo == SIN_DATO else "",
    )


@bp.get("")
@guard.signed_in
def index() -> str:
    vista = look()
    if vista is None:
        return render_template("beneficiarios/index.html", vista=None)
    nombres = _names(vista)
    total = vistas.total(vista.celdas)
    return render_template(
        "beneficiarios/index.html",
        vista=vista,
        total=total if vista.exacta else vistas.cubrir_total(total),
        personas=_people(vista, total),
        cuadros=[_chart(vista, nombres, tabla) for tabla in ("programas", "presupuestales", "sexo", "edad")],
        localidades=_places(vista, nombres, request.args.get("lugar", "")),
        cruce=_crossed(vista),
        compartidas=_shared(vista),
        otras=vistas.agrupar(vista.otras, lambda one: str(one.expediente_id)),
        nombres=nombres,
        opciones=_options(vista),
        lugar=request.args.get("lugar", "")[:100],
        url=lambda tabla, formato: url_for(".exportar", tabla=tabla, formato=formato, **_in_address()),
        sexos=SEXOS,
        bandas=ORDEN_BANDAS,
        oculto=OCULTO,
        ve_hallazgos=guard.actor().has(*DAN_SEGUIMIENTO),
    )


def _in_address() -> dict[str, str]:
    names = ("ejercicio", "quienes", "programa", "dependencia", "sexo", "edad", "localidad")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _people(vista: Vista, total: Grupo) -> int | None:
    """How many people there are; None where the number would say who."""
    found = queries.personas(vista.elegidos, vista.filtro, vigentes=vista.vigentes)
    return found if vista.exacta or total.inscripciones == 0 or found >= vistas.MINIMO else None


def _names(vista: Vista) -> dict[str, str]:
    """What each key of a group is called."""
    pp = queries.nombres_de_programas(vista.ejercicio)
    lugares = lugares_incluidos()
    return {
        **{str(one.expediente_id): f"{one.clave} {one.titulo}" for one in vista.programas},
        **{clave: f"{clave} {pp[clave]}" for clave in {one.clave for one in vista.programas} if clave in pp},
        **{clave: lugares.nombre(clave) for clave in lugares.por_clave},
        **{clave: rotulo("sexo_beneficiario", clave) for clave in SEXOS},
        **{clave: rotulo("banda_edad", clave) for clave in ORDEN_BANDAS},
    }  # fmt: skip


_DE: dict[str, tuple[str, Callable[[Vista], Callable[[Celda], str]], Sequence[str]]] = {
    "programas": ("Padrón", lambda _: lambda one: str(one.expediente_id), ()),
    "presupuestales": ("Programa presupuestario", lambda vista: _pp(vista), ()),
    "sexo": ("Sexo", lambda _: lambda one: one.sexo, SEXOS),
    "edad": ("Edad", lambda _: lambda one: one.banda, ORDEN_BANDAS),
    "localidades": ("Localidad", lambda _: lambda one: one.cvegeo, ()),
}


def _pp(vista: Vista) -> Callable[[Celda], str]:
    clave = {one.expediente_id: one.clave for one in vista.programas}
    return lambda one: clave[one.expediente_id]


def _groups(vista: Vista, tabla: str) -> list[Grupo]:
    _, de, orden = _DE[tabla]
    return vista.grupos(de(vista), orden)


def _chart(vista: Vista, nombres: dict[str, str], tabla: str) -> dict[str, Any]:
    return {"tabla": tabla, "columna": _DE[tabla][0], "filas": _rows(_groups(vista, tabla), nombres)}


def _rows(grupos: Sequence[Grupo], nombres: dict[str, str]) -> list[dict[str, Any]]:
    mayor = max((one.inscripciones for one in grupos), default=0)
    return [
        {
            "clave": one.clave,
            "rotulo": nombres.get(one.clave, one.clave) if one.clave != SIN_DATO else "Sin dato",
            "grupo": one,
            "ancho": f"{100 * one.inscripciones / mayor:.1f}" if mayor else "0",
        }
        for one in grupos
    ]


def _places(vista: Vista, nombres: dict[str, str], buscado: str) -> list[dict[str, Any]]:
    """The localities with somebody; with a search, those whose name, alias or key has it."""
    rows = _rows(_groups(vista, "localidades"), nombres)
    wanted = plain(buscado.strip())
    if not wanted:
        return rows
    lugares = lugares_incluidos().por_clave
    return [
        row
        for row in rows
        if row["clave"] in lugares
        and any(
            wanted in plain(name) for name in (row["clave"], lugares[row["clave"]].nombre, *lugares[row["clave"]].alias)
        )
    ]


def _crossed(vista: Vista) -> dict[tuple[str, str], int | None]:
    cuentas = vistas.cruzar(vista.celdas, lambda one: one.banda, lambda one: one.sexo)
    return dict(cuentas) if vista.exacta else vistas.cubrir_cruce(cuentas)


def _shared(vista: Vista) -> list[dict[str, Any]]:
    """People that are in two padrones at once, with the rule between their programmes."""
    de = {one.expediente_id: one for one in vista.programas}
    found = queries.cruces(vista.elegidos, vigentes=vista.vigentes)
    return [
        {
            "uno": de[uno],
            "otro": de[otro],
            "personas": cuantas if vista.exacta or cuantas >= vistas.MINIMO else None,
            "regla": incluidos().entre(de[uno].clave, de[otro].clave).regla,
        }
        for (uno, otro), cuantas in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def _options(vista: Vista) -> dict[str, list[tuple[str, str]]]:
    nombres = {
        one.clave: one.nombre
        for one in people.dependencias(local_date(guard.now()), {p.dependencia for p in vista.programas})
    }
    lugares = lugares_incluidos()
    return {
        "ejercicio": [(str(year), str(year)) for year in vista.ejercicios],
        "quienes": [("vigentes", "En el padrón hoy"), ("todas", "También quienes salieron")],
        "dependencia": [("", "Todas"), *sorted(nombres.items())],
        "programa": [("", "Todos"), *((str(p.expediente_id), f"{p.clave} {p.titulo}") for p in vista.programas)],
        "sexo": [("", "Todos"), *((clave, rotulo("sexo_beneficiario", clave)) for clave in SEXOS)],
        "edad": [("", "Todas"), *((clave, rotulo("banda_edad", clave)) for clave in ORDEN_BANDAS)],
        "localidad": [
            ("", "Todas"), (SIN_DATO, "Sin clave"), *((clave, lugares.nombre(clave)) for clave in lugares.por_clave)
        ],
    }  # fmt: skip


@bp.get("/<any(programas, presupuestales, sexo, edad, localidades, cruce, compartidas):tabla>.<any(csv, xlsx):formato>")
@guard.signed_in
def exportar(tabla: str, formato: str) -> Response:
    """The table behind each chart, with the same counts hidden."""
    vista = look()
    columnas, filas = ((), []) if vista is None else _table(vista, tabla)
    nombre = f"beneficiarios-{tabla}"
    return csv_response(nombre, columnas, filas) if formato == "csv" else xlsx_response(nombre, tabla, columnas, filas)


def _table(vista: Vista, tabla: str) -> tuple[Sequence[str], list[Sequence[Any]]]:
    if tabla == "cruce":
        found = _crossed(vista)
        return ("Edad", *(rotulo("sexo_beneficiario", sexo) for sexo in SEXOS)), [
            (rotulo("banda_edad", banda), *(_shown(found.get((banda, sexo), 0)) for sexo in SEXOS))
            for banda in ORDEN_BANDAS
        ]
    if tabla == "compartidas":
        return ("Padrón", "Otro padrón", "Personas en los dos", "Regla"), [
            (
                one["uno"].titulo, one["otro"].titulo, _shown(one["personas"]),
                rotulo("regla_compatibilidad", one["regla"]),
            )
            for one in _shared(vista)
        ]  # fmt: skip
    nombres = _names(vista)
    rows: list[Sequence[Any]] = []
    for row in _rows(_groups(vista, tabla), nombres):
        g: Grupo = row["grupo"]
        numbers = (g.inscripciones, plain_centavos(g.aprobado), g.recibieron, plain_centavos(g.entregado))
        if g.oculto:
            numbers = (OCULTO, "", "", "")  # type: ignore[assignment]
        elif g.recibieron_oculto:
            numbers = (*numbers[:2], OCULTO, "")  # type: ignore[assignment]
        rows.append((row["clave"], row["rotulo"], *numbers))
    return ("Clave", _DE[tabla][0], *COLUMNAS), rows


def _shown(cuenta: int | None) -> int | str:
    return OCULTO if cuenta is None else cuenta


@bp.app_template_filter("monto_corto")
def monto_corto(centavos: int) -> str:
    """Whole pesos: from above the cents are noise."""
    return format_centavos(round(centavos, -2))[:-3]


@bp.app_template_filter("columna_numero")
def columna_numero(titulo: str) -> dict[str, Any]:
    """A column of numbers, as the macro of the tables asks for it."""
    return {"rotulo": titulo, "numero": True}
