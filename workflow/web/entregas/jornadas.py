"""Days of delivery: make one, print its list, tick who received with a phone, upload the signed list."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from workflow.entregas import service
from workflow.entregas.clases import CAPTURAN, VEN_TODO
from workflow.entregas.periodos import trimestre
from workflow.entregas.queries import jornadas as queries
from workflow.entregas.queries import padron
from workflow.entregas.queries.jornadas import JornadaVista
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.padron.lugares import lugares_incluidos
from workflow.web import flashes, guard
from workflow.web.entregas.base import beside, bp, file_of, keys, recorded, records, seen
from workflow.web.entregas.registro import sent
from workflow.web.filters import plural
from workflow.web.forms.entregas import JornadaForm
from workflow.web.numeros import entero, numero

POR_PAGINA = 100


@bp.get("/jornadas")
@guard.roles(*CAPTURAN, *VEN_TODO)
def jornadas(expediente_id: int) -> str:
    ficha = seen(expediente_id)
    return render_template(
        "entregas/jornadas.html",
        ficha=ficha,
        fila=ficha.cabeza,
        jornadas=queries.lista(expediente_id),
        registra=records(ficha) and ficha.v_vigente_id is not None,
    )


@bp.route("/jornadas/nueva", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def nueva_jornada(expediente_id: int) -> Any:
    ficha, form, lugares = recorded(expediente_id), JornadaForm(), lugares_incluidos()
    form.offer(ficha.cabeza.ejercicio, lugares)
    form.localidad.choices = form.cvegeo.choices
    motivos: Any = ()
    if request.method == "GET":
        hoy, ultima = local_date(guard.now()), padron.ultima(expediente_id)
        form.dia.data, form.periodo.data = hoy, ultima.periodo if ultima else trimestre(hoy)
        form.solo_pendientes.data = True
    if form.validate_on_submit():
        try:
            jornada_id = service.crear_jornada(
                expediente_id,
                form.apoyo(lugares),
                localidad=form.localidad.data or "",
                solo_pendientes=bool(form.solo_pendientes.data),
                actor=guard.actor(),
                ahora=guard.now(),
                llave=form.llave,
            )
        except (NotAllowed, NotFound):
            raise
        except Refused as refusal:
            motivos, status = beside(form, refusal), refusal.status
        else:
            flashes.done("La jornada quedó lista. Imprima la lista para firmar, o palomee aquí a quien reciba.")
            return redirect(url_for(".jornada", expediente_id=expediente_id, jornada_id=jornada_id))
    else:
        status = 422 if form.is_submitted() else 200
    return render_template(
        "entregas/nueva_jornada.html", ficha=ficha, fila=ficha.cabeza, form=form, motivos=motivos
    ), status


@bp.get("/jornadas/<int:jornada_id>")
@guard.roles(*CAPTURAN, *VEN_TODO)
def jornada(expediente_id: int, jornada_id: int) -> str:
    ficha = seen(expediente_id)
    return _jornada(ficha, queries.jornada(expediente_id, jornada_id))


def _jornada(ficha: Ficha, una: JornadaVista, motivos: Any = (), negadas: Any = ()) -> str:
    despues = request.args.get("despues", type=entero) or 0
    registra = records(ficha)
    lineas = queries.renglones(una, keys(), despues_de=despues, limite=POR_PAGINA) if registra else []
    base = {"expediente_id": una.expediente_id, "jornada_id": una.id}
    return render_template(
        "entregas/jornada.html",
        ficha=ficha,
        fila=ficha.cabeza,
        j=una,
        lineas=lineas,
        motivos=motivos,
        negadas=negadas,
        registra=registra,
        ya_es=una.dia <= local_date(guard.now()),
        despues=despues,
        url_siguiente=url_for(".jornada", despues=lineas[-1].numero, **base) if len(lineas) == POR_PAGINA else None,
        url_inicio=url_for(".jornada", **base) if despues else None,
    )


@bp.post("/jornadas/<int:jornada_id>/palomear")
@guard.roles(*CAPTURAN)
def palomear(expediente_id: int, jornada_id: int) -> Any:
    ficha = recorded(expediente_id)
    marcadas = [uno for texto in request.form.getlist("recibio") if (uno := numero(texto)) is not None]
    try:
        if not marcadas:
            raise Invalid("JORNADA_NADIE_MARCADO")
        hecho = service.palomear(
            expediente_id,
            jornada_id,
            marcadas,
            llavero=keys(),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _jornada(ficha, queries.jornada(expediente_id, jornada_id), refusal.reasons), refusal.status
    if hecho.registradas:
        flashes.done(f"{plural(hecho.registradas, 'entrega registrada', 'entregas registradas')}.")
    if hecho.negadas:
        return _jornada(ficha, queries.jornada(expediente_id, jornada_id), negadas=hecho.negadas), 409
    return redirect(
        url_for(".jornada", expediente_id=expediente_id, jornada_id=jornada_id, despues=request.args.get("despues"))
    )


@bp.post("/jornadas/<int:jornada_id>/lista")
@guard.roles(*CAPTURAN)
def pedir_lista(expediente_id: int, jornada_id: int) -> Response | Any:
    recorded(expediente_id)
    service.pedir_lista(
        expediente_id, jornada_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
    )
    flashes.done("La lista se está preparando. Aparecerá en «Papeles» en un momento.")
    return redirect(url_for(".jornada", expediente_id=expediente_id, jornada_id=jornada_id))


@bp.post("/jornadas/<int:jornada_id>/papeles/<int:papel_id>")
@guard.roles(*CAPTURAN, *VEN_TODO)
def papel(expediente_id: int, jornada_id: int, papel_id: int) -> Response:
    """A list, printed or signed: it has names, so who takes it stays in the record."""
    seen(expediente_id)
    queries.jornada(expediente_id, jornada_id)
    one = queries.papel(jornada_id, papel_id)
    service.registrar_descarga(expediente_id, f"lista_{one.clase}", papel_id, actor=guard.actor(), ahora=guard.now())
    return sent(one.archivo_id, f"lista-jornada-{jornada_id}")


@bp.post("/jornadas/<int:jornada_id>/firmada")
@guard.roles(*CAPTURAN)
def firmada(expediente_id: int, jornada_id: int) -> Any:
    ficha = recorded(expediente_id)
    try:
        service.subir_firmada(
            expediente_id,
            jornada_id,
            file_of(request.files.get("archivo")),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _jornada(ficha, queries.jornada(expediente_id, jornada_id), refusal.reasons), refusal.status
    flashes.done("La lista firmada quedó guardada: es el recibo de quienes recibieron en esta jornada.")
    return redirect(url_for(".jornada", expediente_id=expediente_id, jornada_id=jornada_id))
