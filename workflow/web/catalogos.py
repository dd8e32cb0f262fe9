"""/catalogos: the classifiers of each year, loaded after a check, copied to another year, kept by version."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.archivos import queries as archivos
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.libros.lector import read_isolated
from workflow.people import queries as people
from workflow.poa import service
from workflow.poa.clasificadores import columnas, queries
from workflow.poa.clasificadores.columnas import Clasificador
from workflow.web import exports, flashes, guard
from workflow.web.numeros import anio, entero

bp = Blueprint("catalogos", __name__, url_prefix="/catalogos")
QUIENES = ("administrador", "planeacion_titular")
LEEN = (*QUIENES, "planeacion_revisor", "auditoria")
POR_PAGINA = 100
MOSTRADAS = 200
cambian = guard.roles(*QUIENES)
leen = guard.roles(*LEEN)


@bp.get("")
@leen
def lista() -> str:
    return _list(request.args.get("ejercicio", type=anio))


def _list(ejercicio: int | None, motivos: tuple[Reason, ...] = ()) -> str:
    years = queries.years()
    chosen = ejercicio or (years[0] if years else local_date(guard.now()).year)
    return render_template(
        "catalogos/lista.html",
        ejercicio=chosen,
        ejercicios=sorted({*years, chosen}, reverse=True),
        catalogos=queries.of_year(chosen),
        con_datos=chosen in years,
        siguiente=chosen + 1,
        puede=guard.actor().has(*QUIENES),
        motivos=motivos,
    )


@bp.post("/<int:ejercicio>/copiar")
@cambian
def copiar(ejercicio: int) -> Any:
    target = request.form.get("a", 0, type=entero)
    try:
        copied = service.copiar_catalogos(
            ejercicio, target, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _list(ejercicio, refusal.reasons), refusal.status
    flashes.done(f"Se copiaron {len(copied)} catálogos al ejercicio {target}.")
    return redirect(url_for(".lista", ejercicio=target))


@bp.get("/<int:ejercicio>/<clave>")
@leen
def ver(ejercicio: int, clave: str) -> str:
    return _page(ejercicio, queries.one(clave))


def _page(ejercicio: int, clasificador: Clasificador, motivos: tuple[Reason, ...] = ()) -> str:
    q = request.args.get("q", "").strip()
    pagina = max(request.args.get("pagina", 1, type=entero), 1)
    rows, total = queries.page(clasificador.clave, ejercicio, q, pagina, POR_PAGINA)
    here = {"ejercicio": ejercicio, "clave": clasificador.clave}
    used = {"q": q} if q else {}
    return render_template(
        "catalogos/ver.html",
        clasificador=clasificador,
        ejercicio=ejercicio,
        filas=rows,
        columnas=_columns(clasificador, rows),
        total=total,
        q=q,
        versiones=queries.versions(clasificador.clave, ejercicio),
        pendientes=queries.pending(clasificador.clave, ejercicio),
        url_siguiente=url_for(".ver", **here, **used, pagina=pagina + 1) if pagina * POR_PAGINA < total else None,
        url_inicio=url_for(".ver", **here, **used) if pagina > 1 else None,
        puede=guard.actor().has(*QUIENES),
        motivos=motivos,
    )


def _columns(clasificador: Clasificador, rows: list[dict[str, str]]) -> list[str]:
    extra = [name for name in (rows[0] if rows else ()) if name not in clasificador.columnas]
    return [*clasificador.columnas, *extra]


@bp.get("/<int:ejercicio>/<clave>.<any(csv, xlsx):formato>")
@leen
def descargar(ejercicio: int, clave: str, formato: str) -> Response:
    """The rows in force, or those of `version`, in the layout that is loaded. With none: the empty layout."""
    clasificador = queries.one(clave)
    numero = request.args.get("version", type=entero)
    rows = queries.version_rows(clave, ejercicio, numero) if numero else queries.rows(clave, ejercicio)
    columns = _columns(clasificador, rows)
    values = [[row.get(name) or "" for name in columns] for row in rows]
    nombre = f"{clave}-{ejercicio}" + (f"-version-{numero}" if numero else "")
    if formato == "csv":
        return exports.csv_response(nombre, columns, values)
    return exports.xlsx_response(nombre, clasificador.clave, columns, values)


@bp.post("/<int:ejercicio>/<clave>/cargas")
@cambian
def subir(ejercicio: int, clave: str) -> Any:
    clasificador, sent = queries.one(clave), request.files.get("archivo")
    try:
        if sent is None or not sent.filename:
            raise Invalid("CATALOGO_SIN_ARCHIVO")
        when = {"actor": guard.actor(), "ahora": guard.now()}
        archivo_id = service.guardar_archivo(sent.stream, nombre=sent.filename, **when)
        libro = read_isolated(archivos.get(archivo_id).path, "catalogo")
        units = [row.clave for row in people.dependencias(local_date(guard.now()))]
        lectura = columnas.check(columnas.read(libro, clasificador), clasificador, units)
        carga_id = service.recibir_catalogo(
            clave, ejercicio, archivo_id, lectura, **when, llave=request.form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(ejercicio, clasificador, refusal.reasons), refusal.status
    return redirect(url_for(".carga", carga_id=carga_id))


@bp.get("/cargas/<int:carga_id>")
@leen
def carga(carga_id: int) -> str:
    return _check_page(carga_id)


def _check_page(carga_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    return render_template(
        "catalogos/carga.html",
        carga=queries.carga(carga_id),
        nota=request.form.get("nota", ""),
        mostradas=MOSTRADAS,
        puede=guard.actor().has(*QUIENES),
        motivos=motivos,
    )


@bp.post("/cargas/<int:carga_id>/aplicar")
@cambian
def aplicar(carga_id: int) -> Any:
    try:
        row = service.aplicar_catalogo(
            carga_id,
            request.form.get("version", -1, type=entero),
            request.form.get("nota", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _check_page(carga_id, refusal.reasons), refusal.status
    flashes.done("El catálogo quedó en vigor. Lo anterior se conserva en sus versiones.")
    return redirect(url_for(".ver", ejercicio=row.ejercicio, clave=row.catalogo))


@bp.post("/cargas/<int:carga_id>/descartar")
@cambian
def descartar(carga_id: int) -> Any:
    row = service.descartar_catalogo(carga_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
    flashes.done("El archivo se descartó. El catálogo no cambió.")
    return redirect(url_for(".ver", ejercicio=row.ejercicio, clave=row.catalogo))
