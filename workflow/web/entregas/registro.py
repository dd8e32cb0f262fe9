"""Deliveries one by one: the summary, the search, the page of an enrolment, what is annulled, a period closed."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from workflow.archivos import queries as archivos
from workflow.entregas import periodos, service
from workflow.entregas.clases import CAPTURAN, VEN_TODO
from workflow.entregas.periodos import en_palabras
from workflow.entregas.queries import padron as queries
from workflow.entregas.queries import personas
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.padron.lugares import lugares_incluidos
from workflow.web import flashes, guard
from workflow.web.entregas.base import beside, bp, file_of, keys, recorded, records, seen
from workflow.web.forms.entregas import AjusteForm, EntregaForm
from workflow.web.numeros import entero

POR_PAGINA = 50


@bp.get("")
@guard.roles(*CAPTURAN, *VEN_TODO)
def index(expediente_id: int) -> str:
    """Delivered against approved, by period; what to do next."""
    return _index(seen(expediente_id))


def _index(ficha: Ficha, motivos: Any = ()) -> str:
    ejercicio = ficha.cabeza.ejercicio
    return render_template(
        "entregas/index.html",
        ficha=ficha,
        fila=ficha.cabeza,
        motivos=motivos,
        registra=records(ficha) and ficha.v_vigente_id is not None,
        vigente=ficha.v_vigente_id is not None,
        resumen=queries.resumen(ficha.cabeza.id),
        cierres=queries.cierres(ficha.cabeza.id),
        opciones_periodo=[(clave, f"{clave}, {en_palabras(clave)}") for clave in periodos.del_ejercicio(ejercicio)],
        actual=periodos.trimestre(local_date(guard.now())),
    )


@bp.post("/buscar")
@guard.roles(*CAPTURAN)
def buscar(expediente_id: int) -> Any:
    """By CURP or row: in a form that is sent, never in an address."""
    ficha = recorded(expediente_id)
    try:
        halladas = personas.buscar(expediente_id, request.form.get("escrito", ""), keys())
        if not halladas:
            raise NotFound("ENTREGA_NADIE")
    except Refused as refusal:
        return _index(ficha, refusal.reasons), refusal.status
    if len(halladas) == 1:
        return redirect(url_for(".persona", expediente_id=expediente_id, inscripcion_id=halladas[0]))
    return render_template(
        "entregas/buscar.html",
        ficha=ficha,
        fila=ficha.cabeza,
        personas=personas.personas(halladas, keys(), local_date(guard.now())),
    )


@bp.route("/personas/<int:inscripcion_id>", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def persona(expediente_id: int, inscripcion_id: int) -> Any:
    """What somebody received, and a new delivery."""
    ficha = recorded(expediente_id)
    queries.inscripcion_de(expediente_id, inscripcion_id)
    form, lugares = EntregaForm(), lugares_incluidos()
    form.offer(ficha.cabeza.ejercicio, lugares)
    quien = personas.personas([inscripcion_id], keys(), local_date(guard.now()))[0]
    motivos: Any = ()
    if request.method == "GET":
        _propose(form, expediente_id, quien)
    if form.validate_on_submit():
        try:
            service.registrar(
                expediente_id,
                inscripcion_id,
                form.apoyo(lugares, recibe=form.recibe.data, recibo=form.recibo.data or ""),
                recibo=file_of(form.archivo.data),
                llavero=keys(),
                actor=guard.actor(),
                ahora=guard.now(),
                llave=form.llave,
            )
        except (NotAllowed, NotFound):
            raise
        except Refused as refusal:
            motivos, status = beside(form, refusal), refusal.status
        else:
            flashes.done("La entrega quedó registrada.")
            return redirect(url_for(".persona", expediente_id=expediente_id, inscripcion_id=inscripcion_id))
    else:
        status = 422 if form.is_submitted() else 200
    pagina = render_template(
        "entregas/persona.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        quien=quien,
        historia=queries.historia(inscripcion_id),
    )
    return pagina, status


def _propose(form: EntregaForm, expediente_id: int, quien: personas.Persona) -> None:
    """The next delivery is most often like the last one of the padrón."""
    hoy, ultima = local_date(guard.now()), queries.ultima(expediente_id)
    form.dia.data, form.periodo.data = hoy, periodos.trimestre(hoy)
    form.recibe.data = "tutora" if quien.menor else "persona"
    form.cvegeo.data = ""
    if ultima is not None:
        form.clase.data, form.periodo.data = ultima.clase, ultima.periodo
        form.unidad.data, form.descripcion.data = ultima.unidad, ultima.descripcion
        form.lugar.data, form.cvegeo.data = ultima.lugar, ultima.cvegeo or ""
    if form.clase.data in (None, "monetario") and quien.monto:
        form.monto.data = f"{quien.monto / 100:,.2f}"


@bp.route("/<int:entrega_id>/ajustar", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def ajustar(expediente_id: int, entrega_id: int) -> Any:
    ficha, una = recorded(expediente_id), queries.entrega(expediente_id, entrega_id)
    form = AjusteForm()
    motivos: Any = ()
    if request.method == "GET":
        form.dia.data = local_date(guard.now())
    if form.validate_on_submit():
        try:
            service.ajustar(
                expediente_id,
                entrega_id,
                form.clase.data,
                form.motivo.data or "",
                monto=form.centavos(),
                dia=form.dia.data,
                archivo=file_of(form.archivo.data),
                actor=guard.actor(),
                ahora=guard.now(),
                llave=form.llave,
            )
        except (NotAllowed, NotFound):
            raise
        except Refused as refusal:
            motivos, status = beside(form, refusal), refusal.status
        else:
            flashes.done("Quedó registrado. La entrega original sigue a la vista con lo que se hizo después.")
            return redirect(url_for(".persona", expediente_id=expediente_id, inscripcion_id=una.inscripcion_id))
    else:
        status = 422 if form.is_submitted() else 200
    pagina = render_template(
        "entregas/ajustar.html", ficha=ficha, fila=ficha.cabeza, form=form, motivos=motivos, una=una
    )
    return pagina, status


@bp.post("/<int:entrega_id>/recibo")
@guard.roles(*CAPTURAN, *VEN_TODO)
def recibo(expediente_id: int, entrega_id: int) -> Response:
    """The signed receipt. It holds personal data: who takes it stays in the record."""
    seen(expediente_id)
    una = queries.entrega(expediente_id, entrega_id)
    if una.archivo_id is None:
        raise NotFound("NO_EXISTE")
    service.registrar_descarga(expediente_id, "recibo", entrega_id, actor=guard.actor(), ahora=guard.now())
    return sent(una.archivo_id, f"recibo-{entrega_id}")


def sent(archivo_id: int, nombre: str) -> Response:
    """A kept file as a download, under a name that says nothing of anybody."""
    archivo = archivos.get(archivo_id)
    extension = archivo.nombre.rpartition(".")[2].lower()
    with archivos.en_claro(archivo) as path:
        data = path.read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="{nombre}.{extension}"',
        "Cache-Control": "private, no-store",
    }
    return Response(data, content_type=archivo.tipo, headers=headers)


@bp.get("/pendientes")
@guard.roles(*CAPTURAN, *VEN_TODO)
def pendientes(expediente_id: int) -> str:
    """Who has not received, in a period or ever."""
    ficha = seen(expediente_id)
    periodo = request.args.get("periodo", "")
    elegido = periodo if periodos.valido(periodo) else None
    despues = request.args.get("despues", type=entero) or 0
    ids, total = queries.pendientes(expediente_id, elegido, despues_de=despues, limite=POR_PAGINA)
    vistas = personas.personas(ids, keys(), local_date(guard.now()))
    base = {"expediente_id": expediente_id, "periodo": elegido}
    return render_template(
        "entregas/pendientes.html",
        ficha=ficha,
        fila=ficha.cabeza,
        periodo=elegido,
        opciones=[
            ("", "Nunca ha recibido"),
            *((uno.periodo, en_palabras(uno.periodo)) for uno in queries.resumen(expediente_id).periodos),
        ],
        personas=vistas,
        total=total,
        registra=records(ficha),
        url_siguiente=url_for(".pendientes", despues=vistas[-1].numero, **base) if len(ids) == POR_PAGINA else None,
        url_inicio=url_for(".pendientes", **base) if despues else None,
    )


@bp.post("/cierre")
@guard.roles(*CAPTURAN)
def cierre(expediente_id: int) -> Any:
    ficha = recorded(expediente_id)
    clase = request.form.get("clase", "")
    try:
        if clase not in ("cierre", "reapertura"):
            raise Refused(Reason("ENTREGA_PERIODO"))
        service.cerrar(
            expediente_id,
            request.form.get("periodo", ""),
            clase,
            motivo=request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _index(ficha, refusal.reasons), refusal.status
    flashes.done("El periodo quedó cerrado." if clase == "cierre" else "El periodo quedó reabierto.")
    return redirect(url_for(".index", expediente_id=expediente_id))
