"""Pages of a padrón: its rules, its file, the check of what was read, and the confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused, Stale
from workflow.padron import queries, service
from workflow.padron.cifrado import Llavero, llavero
from workflow.padron.codigos import REMEDIOS
from workflow.padron.lectura import CLASES_IGNORADAS
from workflow.padron.limpieza import texto, valor
from workflow.padron.queries import CargaVista
from workflow.padron.reglas import APARTADOS
from workflow.textos import razon, rotulo
from workflow.web import exports, flashes, guard
from workflow.web.filters import fecha
from workflow.web.forms.padron import JUNTO_A, ReglasForm, SubirForm
from workflow.web.numeros import numero
from workflow.web.partes import Parte, register

bp = Blueprint("padron", __name__, url_prefix="/expedientes/<int:expediente_id>/padron")

A_LA_VISTA = 20
CAPTURAN = ("dependencia_captura", "dependencia_titular")


@bp.app_template_filter("fecha_iso")
def fecha_iso(escrita: str | None) -> str:
    """A date kept as text in the content of a dossier, as people read it."""
    return fecha(date.fromisoformat(escrita)) if escrita else "—"


def _llaves() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def _ficha(expediente_id: int) -> Ficha:
    """The dossier, if it is a padrón and this person may see it. Raises NotFound or NotAllowed."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    if ficha.cabeza.tipo != "padron":
        raise NotFound("PADRON_TIPO_DE_EXPEDIENTE")
    return ficha


def _en_captura(expediente_id: int) -> Ficha:
    """The same, for pages that only who captures it opens."""
    ficha = _ficha(expediente_id)
    if guard.actor().dependencias(*CAPTURAN).isdisjoint({ficha.cabeza.dependencia}):
        raise NotAllowed("DEPENDENCIA_AJENA")
    return ficha


def _contexto(ficha: Ficha) -> dict[str, Any]:
    """What the tab «contenido» prints besides the content itself: the report of the confirmed upload."""
    padron = ficha.contenido.get("padron") or {}
    carga = queries.carga(padron["carga_id"], ficha.cabeza.id) if padron.get("carga_id") else None
    return {"carga": carga, "apartados": APARTADOS}


register("padron", Parte("padron/_contenido.html", _contexto, "padron.capturar"))


@bp.get("")
@guard.roles(*CAPTURAN)
def capturar(expediente_id: int) -> str:
    """Where a padrón is: rules, file, check, confirmation."""
    return _captura(_en_captura(expediente_id), SubirForm(), ())


def _captura(ficha: Ficha, form: SubirForm, motivos: Any) -> str:
    return render_template(
        "padron/capturar.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        reglas=queries.reglas(ficha.cabeza.id),
        carga=queries.ultima_carga(ficha.cabeza.id),
    )


@bp.route("/reglas", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def reglas(expediente_id: int) -> Any:
    ficha, form = _en_captura(expediente_id), ReglasForm()
    guardadas = queries.reglas(expediente_id)
    if request.method == "GET" and guardadas is not None:
        _fill(form, guardadas.datos)
    motivos: Any = ()
    if form.validate_on_submit():
        try:
            _guardar(ficha, form)
        except NotAllowed:
            raise
        except Refused as refusal:
            motivos = _beside(form, refusal)
            status = refusal.status
        else:
            flashes.done("Las reglas de operación se guardaron.")
            return redirect(url_for(".capturar", expediente_id=expediente_id))
    else:
        status = 422 if form.is_submitted() else 200
    pagina = render_template(
        "padron/reglas.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        reglas=guardadas,
        revision=request.form.get("revision") or queries.borrador_revision(expediente_id),
        apartados=list(APARTADOS),
    )
    return pagina, status


def _fill(form: ReglasForm, datos: dict[str, Any]) -> None:
    for nombre in ("nombre", "formato", "clave", "edad_min", "edad_max", "edad_en", "pide_tutor"):
        form[nombre].data = datos[nombre]
    form.vigencia_reglas.data = date.fromisoformat(datos["vigencia_reglas"])
    for nombre in APARTADOS:
        form[f"apartado_{nombre}"].data = datos["apartados"].get(nombre, "")


def _guardar(ficha: Ficha, form: ReglasForm) -> None:
    archivo = _file(form.documento.data)
    revision = request.form.get("revision", "")
    service.guardar_reglas(
        ficha.cabeza.id,
        form.datos({nombre: form[f"apartado_{nombre}"].data or "" for nombre in APARTADOS}),
        documento=(archivo.filename or "reglas", archivo.stream) if archivo else None,
        revision=numero(revision),
        actor=guard.actor(),
        ahora=guard.now(),
        llave=form.llave,
    )


def _beside(form: ReglasForm, refusal: Refused) -> list[Any]:
    """Each reason goes beside its field; the rest are told on top."""
    rest = []
    for reason in refusal.reasons:
        field = JUNTO_A.get(reason.code)
        if field is None:
            rest.append(reason)
        else:
            form[field].errors = [*form[field].errors, razon(reason)]
    if isinstance(refusal, Stale):
        flashes.problem(
            "Alguien guardó cambios mientras usted escribía. Lo que escribió sigue aquí: revíselo y guarde."
        )
    return rest


def _file(data: Any) -> FileStorage | None:
    return data if isinstance(data, FileStorage) and data.filename else None


@bp.post("/subir")
@guard.roles(*CAPTURAN)
def subir(expediente_id: int) -> Any:
    ficha, form = _en_captura(expediente_id), SubirForm()
    try:
        if not form.validate_on_submit():
            raise Invalid("FORMA_VENCIDA")
        archivo = _file(form.archivo.data)
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
    return _revision(_en_captura(expediente_id), queries.carga(carga_id, expediente_id), ())


def _revision(ficha: Ficha, carga: CargaVista, motivos: Any) -> str:
    leida = carga.estado in ("revisada", "confirmada")
    return render_template(
        "padron/revisar.html",
        ficha=ficha,
        fila=ficha.cabeza,
        carga=carga,
        motivos=motivos,
        vista=queries.filas_a_la_vista(carga.id, _llaves(), estado="error") if leida and carga.con_error else [],
        ignoradas=[
            (rotulo("fila_ignorada", clase), _numbers(carga.ignoradas[clase]))
            for clase in CLASES_IGNORADAS
            if clase in carga.ignoradas
        ],
        hoy=local_date(guard.now()),
    )


def _numbers(filas: list[int]) -> str:
    shown = ", ".join(str(numero) for numero in filas[:A_LA_VISTA])
    return shown if len(filas) <= A_LA_VISTA else f"{shown} y {len(filas) - A_LA_VISTA} más"


@bp.post("/cargas/<int:carga_id>/confirmar")
@guard.roles(*CAPTURAN)
def confirmar(expediente_id: int, carga_id: int) -> Any:
    ficha = _en_captura(expediente_id)
    try:
        service.confirmar(
            carga_id,
            expediente_id=expediente_id,
            corte=_day(request.form.get("corte")),
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


@bp.post("/cargas/<int:carga_id>/errores")
@guard.roles(*CAPTURAN)
def errores(expediente_id: int, carga_id: int) -> Response:
    """The padrón in clear with what to correct beside each row, to be sent again. Who takes it stays in the record."""
    _en_captura(expediente_id)
    carga = queries.carga(carga_id, expediente_id)
    service.registrar_descarga(carga_id, actor=guard.actor(), ahora=guard.now())
    columnas = _titles(carga.encabezados)
    filas = (
        [numero, "; ".join(_correction(codigo) for codigo in codigos), *_plain(celdas, len(columnas) - 2)]
        for numero, codigos, celdas in queries.filas_en_claro(carga, _llaves())
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


def _plain(celdas: list[Any], ancho: int) -> list[Any]:
    """Cells as text or number, as many as columns; a date as it is typed here, a formula by its value."""
    return ([_cell(celda) for celda in celdas] + [""] * ancho)[:ancho]


def _cell(celda: Any) -> Any:
    held = valor(celda)
    if isinstance(held, date):
        return f"{held:%d/%m/%Y}"
    return held if isinstance(held, int | float) and not isinstance(held, bool) else texto(held)
