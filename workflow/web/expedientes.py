"""Pages of the dossiers: the list, a new one, and one dossier as one story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.actas import queries as actas
from workflow.archivos import queries as archivos
from workflow.audit import queries as audit
from workflow.expedientes import queries, service
from workflow.expedientes.observaciones import CALIFICACIONES
from workflow.expedientes.queries import Ficha, Fila, Filtro
from workflow.expedientes.route import ETAPAS, TIPOS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries as people
from workflow.poa import queries as poa
from workflow.textos import rotulo
from workflow.web import acciones, camino, desahogos, exports, fichas, flashes, guard
from workflow.web.filters import fecha_hora, vence
from workflow.web.forms.base import choices
from workflow.web.forms.expedientes import NuevoForm
from workflow.web.numeros import anio, entero
from workflow.web.partes import PARTES

bp = Blueprint("expedientes", __name__, url_prefix="/expedientes")

CAPTURAN = ("dependencia_captura", "dependencia_titular")
POR_PAGINA = 50
ASIENTOS = 500
"""Entries read for a page of the record: what was captured in a row is told once, so many may be few lines."""
EXPORTABLES = 20_000
COLUMNAS = (
    "Folio",
    "Tipo",
    "Ejercicio",
    "Título",
    "Clave de la dependencia",
    "Dependencia",
    "Etapa",
    "Lo tiene",
    "Desde",
    "Plazo",
)


def filtro_pedido() -> Filtro:
    """The filter that the address carries; what it does not know is ignored."""
    etapa, tipo = request.args.get("etapa"), request.args.get("tipo")
    return Filtro(
        etapa=etapa if etapa in ETAPAS else None,
        dependencia=request.args.get("dependencia") or None,
        tipo=tipo if tipo in TIPOS else None,
        texto=(request.args.get("q") or "").strip()[:100] or None,
        ejercicio=request.args.get("ejercicio", type=anio),
    )


def orden_pedido() -> str:
    """The column to sort by, «-» before it for descending; the longest in its stage first unless another is asked."""
    asked = request.args.get("orden", "")
    return asked if asked in queries.ORDENES else queries.ORDEN


def en_direccion(filtro: Filtro, **more: Any) -> dict[str, Any]:
    """The filter as arguments of an address, without what is empty."""
    values = {
        "etapa": filtro.etapa,
        "dependencia": filtro.dependencia,
        "tipo": filtro.tipo,
        "ejercicio": filtro.ejercicio,
        "q": filtro.texto,
        **more,
    }
    return {key: value for key, value in values.items() if value}


def opciones() -> dict[str, list[tuple[str, str]]]:
    hoy = local_date(guard.now())
    return {
        "tipo": [("", "Todos"), *((tipo, rotulo("tipo_expediente", tipo)) for tipo in TIPOS)],
        "etapa": [("", "Todas"), *((etapa, rotulo("etapa", etapa)) for etapa in ETAPAS)],
        "ejercicio": [("", "Todos"), *((str(anio), str(anio)) for anio in range(hoy.year + 1, hoy.year - 5, -1))],
        "dependencia": [("", "Todas"), *((d.clave, d.nombre) for d in people.dependencias(hoy))],
    }


@bp.get("")
@guard.signed_in
def lista() -> str:
    filtro, despues, orden = filtro_pedido(), request.args.get("despues"), orden_pedido()
    sorted_by = orden if orden != queries.ORDEN else None
    found = queries.tablero(
        guard.actor(), local_date(guard.now()), filtro, despues=despues, limite=POR_PAGINA, orden=orden
    )
    return render_template(
        "expedientes/lista.html",
        orden=orden,
        url_orden=lambda otro: url_for(".lista", **en_direccion(filtro, orden=otro)),
        filas=found.filas,
        total=found.total,
        filtro=filtro,
        con_filtro=bool(en_direccion(filtro)),
        opciones=opciones(),
        puede_crear=guard.actor().has(*CAPTURAN),
        url_csv=url_for(".exportar", formato="csv", **en_direccion(filtro)),
        url_xlsx=url_for(".exportar", formato="xlsx", **en_direccion(filtro)),
        url_siguiente=url_for(".lista", **en_direccion(filtro, orden=sorted_by, despues=found.siguiente))
        if found.siguiente
        else None,
        url_inicio=url_for(".lista", **en_direccion(filtro, orden=sorted_by)) if despues else None,
    )


@bp.get("/descargar.<any(csv, xlsx):formato>")
@guard.signed_in
def exportar(formato: str) -> Response:
    """What the filter shows, whole, as a file."""
    ahora = guard.now()
    found = queries.tablero(guard.actor(), local_date(ahora), filtro_pedido(), limite=EXPORTABLES)
    rows = [_exported(fila) for fila in found.filas]
    if formato == "csv":
        return exports.csv_response("expedientes", COLUMNAS, rows)
    return exports.xlsx_response("expedientes", "Expedientes", COLUMNAS, rows)


def _exported(fila: Fila) -> tuple[Any, ...]:
    return (
        fila.folio,
        rotulo("tipo_expediente", fila.tipo),
        fila.ejercicio,
        fila.titulo,
        fila.dependencia,
        fila.dependencia_nombre,
        rotulo("etapa", fila.etapa),
        fila.lo_tiene,
        fecha_hora(fila.etapa_desde),
        fila.vence_palabras if fila.pausado_desde else vence(fila.vence_palabras, fila.vence, guard.now()),
    )


@bp.route("/nuevo", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def nuevo() -> Any:
    actor, hoy = guard.actor(), local_date(guard.now())
    form = NuevoForm()
    form.dependencia.choices = choices(
        *((d.clave, d.nombre) for d in people.dependencias(hoy, actor.dependencias(*CAPTURAN)))
    )
    if request.method == "GET":
        form.ejercicio.data = hoy.year + 1 if hoy.month >= 7 else hoy.year
    if not form.validate_on_submit():
        return _nuevo(form), 422 if form.is_submitted() else 200
    try:
        expediente_id = service.crear(
            form.tipo.data,
            form.dependencia.data,
            form.programa.data,
            form.ejercicio.data,
            form.titulo.data,
            actor=actor,
            ahora=guard.now(),
            llave=form.llave,
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _nuevo(form, refusal.reasons), refusal.status
    flashes.done("El expediente se creó. Ahora capture su contenido o suba su libro de Excel.")
    return redirect(url_for(".ver", expediente_id=expediente_id))


def _nuevo(form: NuevoForm, motivos: Sequence[Reason] = ()) -> str:
    """The form, with the programmes of the newest classifiers to choose from."""
    years = poa.ejercicios()
    programas = poa.catalogos(years[0]).programas if years else {}
    return render_template("expedientes/nuevo.html", form=form, motivos=motivos, programas=programas.values())


def ficha_de(expediente_id: int) -> Ficha:
    """The dossier for who is signed in. Raises NotFound or NotAllowed."""
    return queries.ficha(expediente_id, guard.actor(), local_date(guard.now()))


def pagina(plantilla: str, ficha: Ficha, tab: str, **more: Any) -> str:
    return render_template(f"expedientes/{plantilla}.html", **fichas.context(ficha, tab, guard.now()), **more)


@bp.get("/<int:expediente_id>")
@guard.signed_in
def ver(expediente_id: int) -> str:
    ficha = ficha_de(expediente_id)
    parte = PARTES.get(ficha.cabeza.tipo)
    plantilla = parte.plantilla if parte and ficha.contenido else None
    if plantilla and plantilla not in current_app.jinja_env.list_templates():
        plantilla = None
    extra = parte.contexto(ficha) if parte and plantilla else {}
    return pagina(
        "contenido",
        ficha,
        "ver",
        plantilla_contenido=plantilla,
        contenido=ficha.contenido,
        puede_observar=may(ficha, "observar"),
        observaciones_por_campo=by_field(ficha),
        **extra,
    )


def may(ficha: Ficha, accion: str) -> bool:
    return any(posible.accion == accion and posible.ok for posible in ficha.acciones)


def by_field(ficha: Ficha) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in ficha.observaciones:
        found.setdefault(one.campo, []).append(one)
    return found


@bp.get("/<int:expediente_id>/observaciones")
@guard.signed_in
def observaciones(expediente_id: int) -> str:
    ficha = ficha_de(expediente_id)
    return pagina(
        "observaciones",
        ficha,
        "observaciones",
        rondas=fichas.rounds(ficha),
        resumen=fichas.summary(ficha.observaciones),
        puede_observar=may(ficha, "observar"),
        captura=fichas.capture_url(ficha) if ficha.puede_capturar else None,
        calificaciones=[(code, rotulo("estado_observacion", code)) for code in CALIFICACIONES],
        url_accion=lambda accion: url_for(".accion", expediente_id=expediente_id, accion=accion),
    )


@bp.get("/<int:expediente_id>/acciones/<accion>")
@guard.signed_in
def accion(expediente_id: int, accion: str) -> str:
    return acciones.ask(expediente_id, accion)


@bp.post("/<int:expediente_id>/acciones/<accion>")
@guard.signed_in
def actuar(expediente_id: int, accion: str) -> Any:
    return acciones.do(expediente_id, accion)


@bp.get("/<int:expediente_id>/versiones")
@guard.signed_in
def versiones(expediente_id: int) -> str:
    ficha = ficha_de(expediente_id)
    envios = {envio.id: envio for envio in ficha.envios}
    antes = envios.get(request.args.get("antes", type=entero) or 0)
    despues = envios.get(request.args.get("despues", type=entero) or 0)
    if antes is None or despues is None:
        despues = envios.get(ficha.v_presentada_id or 0)
        antes = envios.get(despues.base_id or 0) if despues else None
    compared = None
    if antes and despues:
        compared = queries.diferencias(expediente_id, antes.id, despues.id, guard.actor(), local_date(guard.now()))
    return pagina(
        "versiones", ficha, "versiones", envios=ficha.envios, antes=antes, despues=despues, diferencias=compared,
        nombre_envio=fichas.envio_name,
    )  # fmt: skip


@bp.get("/<int:expediente_id>/sesiones")
@guard.signed_in
def sesiones(expediente_id: int) -> str:
    ficha = ficha_de(expediente_id)
    return pagina("sesiones", ficha, "sesiones", desahogos=desahogos.of_dossier(expediente_id, guard.actor()))


@bp.get("/<int:expediente_id>/documentos")
@guard.signed_in
def documentos(expediente_id: int) -> str:
    return pagina_documentos(expediente_id)


def pagina_documentos(expediente_id: int, motivos: tuple[Reason, ...] = (), descripcion: str = "") -> str:
    ficha = ficha_de(expediente_id)
    return pagina(
        "documentos",
        ficha,
        "documentos",
        limite=current_app.config["RUTA"].max_upload_bytes // (1024 * 1024),
        documentos=actas.documentos_of_expediente(expediente_id, guard.actor()),
        puede_adjuntar=ficha.puede_capturar or may(ficha, "observar"),
        motivos=motivos,
        descripcion=descripcion,
    )


@bp.post("/<int:expediente_id>/documentos")
@guard.signed_in
def adjuntar(expediente_id: int) -> Any:
    sent, descripcion = request.files.get("archivo"), request.form.get("descripcion", "")
    try:
        if sent is None or not sent.filename:
            raise Invalid("ARCHIVO_NO_ELEGIDO")
        service.adjuntar(
            expediente_id,
            sent.stream,
            nombre=sent.filename,
            descripcion=descripcion,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return pagina_documentos(expediente_id, refusal.reasons, descripcion), refusal.status
    flashes.done("El anexo se guardó.")
    return redirect(url_for(".documentos", expediente_id=expediente_id))


@bp.get("/<int:expediente_id>/documentos/<int:archivo_id>")
@guard.signed_in
def archivo(expediente_id: int, archivo_id: int) -> Response:
    """One attached file, for who may consult the dossier; always as a download."""
    ficha = ficha_de(expediente_id)
    if archivo_id not in {one.archivo_id for one in ficha.adjuntos}:
        abort(404)
    kept = archivos.get(archivo_id)
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)


@bp.get("/<int:expediente_id>/bitacora")
@guard.signed_in
def bitacora(expediente_id: int) -> str:
    ficha = ficha_de(expediente_id)
    despues = request.args.get("despues", default=0, type=entero)
    actos = audit.bitacora(expediente_id, despues_de=despues, limite=ASIENTOS + 1)
    told = camino.runs(actos[:ASIENTOS])
    shown = [acto for run in told[:POR_PAGINA] for acto in run]
    more = len(shown) < len(actos)
    here = url_for(".bitacora", expediente_id=expediente_id)
    return pagina(
        "bitacora",
        ficha,
        "bitacora",
        asientos=camino.entries(shown),
        url_siguiente=f"{here}?despues={shown[-1].id}" if more else None,
        url_inicio=here if despues else None,
    )
