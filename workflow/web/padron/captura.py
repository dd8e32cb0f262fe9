"""Pages of a padrón: its rules, its file, the check of what was read, and the confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.padron import queries, service
from workflow.padron.apartados import TODOS, avance, faltan
from workflow.padron.catalogos import nombres_de_entidades
from workflow.padron.codigos import REMEDIOS
from workflow.padron.coincidencias.clases import sees
from workflow.padron.coincidencias.queries import personas
from workflow.padron.coincidencias.queries import vistas as coincidencias
from workflow.padron.encabezados import ESTRUCTURAS
from workflow.padron.lectura import CLASES_IGNORADAS
from workflow.padron.limpieza import texto, valor
from workflow.padron.queries import CargaVista, movimientos
from workflow.padron.queries.catalogos import localidades
from workflow.textos import rotulo
from workflow.web import exports, flashes, guard
from workflow.web.forms.padron import SubirForm
from workflow.web.padron.comun import CAPTURAN, LEEN, bp, en_captura, file_of, llaves
from workflow.web.padron.criterios import en_palabras
from workflow.web.partes import Parte, register

A_LA_VISTA = 20


def _contexto(ficha: Ficha) -> dict[str, Any]:
    """What the tab «contenido» prints besides the content itself: the criteria, and the report of the upload."""
    padron, reglas = ficha.contenido.get("padron") or {}, ficha.contenido.get("reglas") or {}
    carga = queries.carga(padron["carga_id"], ficha.cabeza.id) if padron.get("carga_id") else None
    escritos = reglas.get("apartados") or {}
    return {
        "carga": carga,
        "apartados": TODOS,
        "lee_vigor": guard.actor().has(*LEEN),
        "avance": avance(escritos),
        "pendientes": faltan(escritos, reglas.get("modalidad") or ""),
        "criterios": en_palabras(reglas.get("criterios") or {}, ficha.cabeza.ejercicio),
        "ve_coincidencias": sees(guard.actor(), (ficha.cabeza.dependencia,)),
        "por_decidir": coincidencias.cuentas(ficha.cabeza.id),
    }


register("padron", Parte("padron/_contenido.html", _contexto, "padron.capturar"))


@bp.get("")
@guard.roles(*CAPTURAN)
def capturar(expediente_id: int) -> str:
    """Where a padrón is: rules, file, check, confirmation."""
    return _captura(en_captura(expediente_id), SubirForm(), ())


def _captura(ficha: Ficha, form: SubirForm, motivos: Any) -> str:
    return render_template(
        "padron/capturar.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        reglas=queries.reglas(ficha.cabeza.id),
        carga=queries.ultima_carga(ficha.cabeza.id),
        por_decidir=coincidencias.cuentas(ficha.cabeza.id),
    )


@bp.post("/subir")
@guard.roles(*CAPTURAN)
def subir(expediente_id: int) -> Any:
    ficha, form = en_captura(expediente_id), SubirForm()
    try:
        if not form.validate_on_submit():
            raise Invalid("FORMA_VENCIDA")
        archivo = file_of(form.archivo.data)
        if archivo is None:
            raise Invalid("ARCHIVO_FALTANTE")
        carga_id = service.subir(
            expediente_id,
            archivo.stream,
            nombre=archivo.filename or "padron",
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.llave,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _captura(ficha, form, refusal.reasons), refusal.status
    return redirect(url_for(".revisar", expediente_id=expediente_id, carga_id=carga_id))


@bp.get("/cargas/<int:carga_id>")
@guard.roles(*CAPTURAN)
def revisar(expediente_id: int, carga_id: int) -> str:
    """The check page: what was found, by code and row; or how far the reading is."""
    return _revision(en_captura(expediente_id), queries.carga(carga_id, expediente_id), ())


def _revision(ficha: Ficha, carga: CargaVista, motivos: Any) -> str:
    leida = carga.estado in ("revisada", "confirmada")
    return render_template(
        "padron/revisar.html",
        ficha=ficha,
        fila=ficha.cabeza,
        carga=carga,
        motivos=motivos,
        vista=queries.filas_a_la_vista(carga.id, llaves(), estado="error") if leida and carga.con_error else [],
        ignoradas=[
            (rotulo("fila_ignorada", clase), _numbers(carga.ignoradas[clase], carga.ignoradas_n.get(clase)))
            for clase in CLASES_IGNORADAS
            if clase in carga.ignoradas
        ],
        por_decidir=coincidencias.cuentas(ficha.cabeza.id),
        sin_curp=[(rotulo("sin_curp", motivo), n) for motivo, n in sorted(personas.sin_curp(carga.id).items())],
        hoy=local_date(guard.now()),
        **_delta(carga if leida else None),
    )


def _delta(carga: CargaVista | None) -> dict[str, Any]:
    """What an upload changes of the padrón in force, with its first rows masked by kind."""
    delta = movimientos.delta(carga.id) if carga is not None else None
    if carga is None or delta is None or delta.base_version is None:
        return {"delta": None, "movidos": {}, "causas": []}
    return {
        "delta": delta,
        "movidos": {
            clase: vistos
            for clase, cuantos in (("alta", delta.altas), ("baja", delta.bajas), ("correccion", delta.correcciones))
            if cuantos and (vistos := movimientos.movidos(carga.id, clase, llaves()))
        },
        "causas": [("", "Elija la causa"), *((causa, rotulo("causa_baja", causa)) for causa in delta.causas)],
    }


def _numbers(filas: list[int], cuantas: int | None) -> str:
    """`cuantas`: how many there are, where not all of their numbers are kept."""
    shown, mas = ", ".join(str(numero) for numero in filas[:A_LA_VISTA]), (cuantas or len(filas)) - A_LA_VISTA
    return shown if mas <= 0 else f"{shown} y {mas} más"


@bp.post("/cargas/<int:carga_id>/confirmar")
@guard.roles(*CAPTURAN)
def confirmar(expediente_id: int, carga_id: int) -> Any:
    ficha = en_captura(expediente_id)
    try:
        service.confirmar(
            carga_id,
            expediente_id=expediente_id,
            corte=_day(request.form.get("corte")),
            motivo_bajas=request.form.get("motivo_bajas") or None,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _revision(ficha, queries.carga(carga_id, expediente_id), refusal.reasons), refusal.status
    flashes.done("El padrón quedó en el expediente. Ya puede enviarlo a Planeación.")
    return redirect(url_for("expedientes.ver", expediente_id=expediente_id))


def _day(typed: str | None) -> date | None:
    """None: today. Raises Invalid."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid("CORTE_INVALIDO") from None


@bp.get("/plantilla/<estructura>.xlsx")
@guard.roles(*CAPTURAN)
def plantilla(expediente_id: int, estructura: str) -> Response:
    """The blank workbook of a structure, in the layout of the Padrón Único de Beneficiarios."""
    from workflow.padron.plantilla import blank  # xlsxwriter is for who asks for one

    ficha = en_captura(expediente_id)
    if estructura not in ESTRUCTURAS:
        raise NotFound("NO_EXISTE")
    listas = {
        "localidad": [(clave[5:], nombres[0]) for clave, nombres in localidades(ficha.cabeza.ejercicio).items()],
        "entidad": nombres_de_entidades(),
    }
    return exports.download(blank(estructura, listas), exports.XLSX, f"padron-{estructura.replace('_', '-')}.xlsx")


@bp.post("/cargas/<int:carga_id>/errores")
@guard.roles(*CAPTURAN)
def errores(expediente_id: int, carga_id: int) -> Response:
    """The padrón in clear with what to correct beside each row, to be sent again. Who takes it stays in the record."""
    en_captura(expediente_id)
    carga = queries.carga(carga_id, expediente_id)
    service.registrar_descarga(carga_id, actor=guard.actor(), ahora=guard.now())
    columnas = _titles(carga.encabezados)
    filas = (
        [numero, "; ".join(_correction(codigo) for codigo in codigos), *plain_cells(celdas, len(columnas) - 2)]
        for numero, codigos, celdas in queries.filas_en_claro(carga, llaves())
    )
    return exports.xlsx_response(f"padron-para-corregir-{carga_id}", "Padrón para corregir", columnas, filas)


def _titles(encabezados: tuple[str, ...]) -> list[str]:
    """Headers as they came, so that the book can be read again; repeated or empty ones get a number."""
    titles = ["Fila original", "Qué corregir"]
    for position, encabezado in enumerate(encabezados, 1):
        fresh = encabezado and encabezado not in titles
        titles.append(encabezado if fresh else f"{encabezado or 'Columna'} {position}")
    return titles


def _correction(codigo: str) -> str:
    return f"{rotulo('codigo_padron', codigo)}. {REMEDIOS[codigo]}"


def plain_cells(celdas: list[Any], ancho: int) -> list[Any]:
    """Cells as text or number, as many as columns; a date as it is typed here, a formula by its value."""
    return ([_cell(celda) for celda in celdas] + [""] * ancho)[:ancho]


def _cell(celda: Any) -> Any:
    held = valor(celda)
    if isinstance(held, date):
        return f"{held:%d/%m/%Y}"
    return held if isinstance(held, int | float) and not isinstance(held, bool) else texto(held)
