"""The desk of a dossier: what was sent beside its previous version, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes import kinds
from workflow.expedientes import service as expedientes
from workflow.expedientes.kinds import DOCUMENTO
from workflow.expedientes.observaciones import CALIFICACIONES
from workflow.kernel.refusals import Reason, Refused
from workflow.revision import service
from workflow.revision.codigos import RESPUESTAS
from workflow.revision.queries import MesaVista
from workflow.textos import razon, rotulo
from workflow.web import acciones, fichas, flashes, guard
from workflow.web.expedientes import may
from workflow.web.filters import dato
from workflow.web.forms.acciones import beside
from workflow.web.revision import vista
from workflow.web.revision.comun import back, bp, open_desk, reasons_or_raise, revisan

PARTES = (("documento", "Documento"), ("hallazgos", "Hallazgos"), ("lista", "Lista de revisión"))


@bp.get("/expedientes/<int:expediente_id>/revision")
@revisan
def mesa(expediente_id: int) -> str:
    return page(open_desk(expediente_id))


def page(
    desk: MesaVista, motivos: Sequence[Reason] = (), escrito: dict[str, Any] | None = None, parte: str | None = None
) -> str:
    """The desk; after a refusal, with its reasons and what was typed (`escrito`)."""
    parte = parte or request.args.get("parte", "documento")
    parte = parte if parte in dict(PARTES) else "documento"
    screen = vista.pantalla(desk)
    return render_template(
        "revision/mesa.html",
        **fichas.context(desk.ficha, "revision.mesa", guard.now()),
        mesa=desk,
        parte=parte,
        partes=_parts(desk, parte),
        pantalla=screen,
        filtros=[(code, name, vista.address(desk, ver=code)) for code, name in vista.FILTROS],
        general=vista.of_whole(screen.lados),
        documento=DOCUMENTO,
        aqui=vista.address(desk),
        pagina_siguiente=vista.address(desk, desde=screen.siguiente) if screen.siguiente else None,
        pagina_inicio=vista.address(desk, desde="") if screen.desde else None,
        puede=may(desk.ficha, "observar"),
        es_titular=guard.actor().has("planeacion_titular"),
        nombre_envio=fichas.envio_name,
        calificaciones=[(code, rotulo("estado_observacion", code)) for code in CALIFICACIONES],
        respuestas=[(code, rotulo("respuesta_lista", code)) for code in RESPUESTAS],
        tipos=TIPOS,
        motivos=motivos,
        escrito=escrito or {},
        rotulo_campo=kinds.of(desk.ficha.cabeza.tipo).label,
    )


TIPOS = [("bloqueante", "Bloqueante: impide validar hasta cerrarla"),
         ("recomendacion", "Recomendación: no impide validar")]  # fmt: skip


def _parts(desk: MesaVista, current: str) -> list[dict[str, Any]]:
    counts = {"hallazgos": len(desk.hallazgos.pendientes), "lista": desk.sin_contestar}
    home = url_for("revision.mesa", expediente_id=desk.ficha.cabeza.id)
    return [
        {
            "nombre": nombre,
            "url": home if code == "documento" else f"{home}?parte={code}",
            "actual": code == current,
            "cuenta": counts.get(code) or None,
            "alerta": bool(counts.get(code)),
        }
        for code, nombre in PARTES
    ]


@bp.route("/expedientes/<int:expediente_id>/revision/observar", methods=["GET", "POST"])
@revisan
def observar(expediente_id: int) -> Any:
    """The form of an observation on a row, a cell of it, a section or the whole; with the reusable texts at hand."""
    desk = open_desk(expediente_id)
    typed = {name: request.values.get(name, "").strip() for name in ("campo", "tipo", "texto", "reutilizable")}
    if request.method == "GET" or "usar" in request.form:
        return _observe_page(desk, _with_text(desk, typed))
    try:
        result = expedientes.observar(
            expediente_id,
            campo=typed["campo"],
            tipo=typed["tipo"],
            texto=typed["texto"],
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except Refused as refusal:
        return _observe_page(desk, typed, reasons_or_raise(refusal).reasons), refusal.status
    flashes.done(f"La observación {result.observacion} se guardó. La dependencia la verá cuando notifique la ronda.")
    for aviso in result.avisos:
        flashes.notice(razon(aviso))
    return redirect(back(expediente_id, vista.place(typed["campo"])))


def _with_text(desk: MesaVista, typed: dict[str, str]) -> dict[str, str]:
    """The chosen reusable text after what was already typed: nothing is lost."""
    chosen = next((one for one in desk.textos if one.clave == typed["reutilizable"]), None)
    if chosen is None:
        return typed
    texto = "\n\n".join(part for part in (typed["texto"], chosen.texto) if part)
    return {**typed, "texto": texto, "tipo": chosen.tipo_observacion}


def _observe_page(desk: MesaVista, typed: dict[str, str], motivos: Sequence[Reason] = ()) -> str:
    kind, campo = kinds.of(desk.ficha.cabeza.tipo), typed["campo"] or DOCUMENTO
    lugar = vista.place(campo)
    renglon = next((row for one in desk.secciones for row in one.renglones if row.campo == lugar), None)
    cells = [(c.campo, c.titulo) for c in (*renglon.celdas, *renglon.meses)] if renglon and renglon.meses else []
    if renglon and not renglon.meses and len(renglon.celdas) > 1:
        cells = [(c.campo, c.titulo) for c in renglon.celdas]
    value = dato(kind.value(desk.ficha.contenido, campo)) if not cells else None
    return render_template(
        "revision/observar.html",
        ficha=desk.ficha,
        fila=desk.ficha.cabeza,
        campo=campo,
        rotulo=kind.label(lugar),
        opciones=[(lugar, "Todo el renglón"), *cells] if cells else [],
        valor=value,
        renglon=renglon,
        tipos=TIPOS,
        textos=_by_category(desk),
        escrito=typed,
        motivos=motivos,
        errores=beside(tuple(motivos)),
        volver=back(desk.ficha.cabeza.id),
        puede=may(desk.ficha, "observar"),
    )


def _by_category(desk: MesaVista) -> list[tuple[str, str]]:
    return [(one.clave, f"{one.categoria}: {one.texto[:90]}") for one in desk.textos]


@bp.post("/expedientes/<int:expediente_id>/revision/hallazgos")
@revisan
def decidir(expediente_id: int) -> Any:
    """Accept one finding, or those that were marked; dismiss one; offer one again."""
    form, who = request.form, {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}
    huella, decision = form.get("huella", ""), form.get("decision", "")
    try:
        if decision == "aceptar_varios":
            claves = service.aceptar_hallazgos(expediente_id, form.getlist("huellas"), **who)
            flashes.done(f"Se guardaron {len(claves)} observaciones: {', '.join(claves)}.")
        elif decision == "descartar":
            service.descartar_hallazgo(expediente_id, huella, motivo=form.get("motivo", ""), **who)
            flashes.done("El hallazgo se descartó. No se ofrecerá otra vez mientras el dato no cambie.")
        elif decision == "reabrir":
            service.reabrir_hallazgo(expediente_id, huella, **who)
            flashes.done("El hallazgo se ofrece otra vez.")
        else:
            texto, tipo = form.get("texto", ""), form.get("tipo", "")
            clave = service.aceptar_hallazgo(expediente_id, huella, texto=texto, tipo=tipo, **who)
            flashes.done(f"El hallazgo quedó como la observación {clave}.")
    except Refused as refusal:
        reasons_or_raise(refusal)
        typed = {"huella": huella, "texto": form.get("texto"), "motivo": form.get("motivo")}
        return page(open_desk(expediente_id), refusal.reasons, typed, "hallazgos"), refusal.status
    return redirect(back(expediente_id, parte="hallazgos"))


@bp.post("/expedientes/<int:expediente_id>/revision/lista")
@revisan
def lista(expediente_id: int) -> Any:
    """The answers of the checklist, all in one form; what is left empty waits."""
    form = request.form
    claves = [name.removeprefix("r-") for name in form if name.startswith("r-")]
    answers = {clave: (form.get(f"r-{clave}", ""), form.get(f"n-{clave}", "")) for clave in claves}
    try:
        kept = service.contestar_lista(
            expediente_id, answers, actor=guard.actor(), ahora=guard.now(), llave=form.get("llave")
        )
    except Refused as refusal:
        reasons_or_raise(refusal)
        return page(open_desk(expediente_id), refusal.reasons, {"lista": answers}, "lista"), refusal.status
    flashes.done("No cambió ninguna respuesta." if not kept else "La lista se guardó.")
    return redirect(back(expediente_id, parte="lista"))


@bp.post("/expedientes/<int:expediente_id>/revision/propuesta")
@revisan
def propuesta(expediente_id: int) -> Any:
    """Propose to validate, or return the proposal to the reviewer."""
    nota, devolver = request.form.get("nota", ""), request.form.get("accion") == "devolver"
    who: dict[str, Any] = {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}
    try:
        if devolver:
            service.devolver_propuesta(expediente_id, nota, **who)
            flashes.done("La propuesta regresó a quien revisa, con su motivo.")
        else:
            for aviso in service.proponer_validacion(expediente_id, nota, **who):
                flashes.notice(razon(aviso))
            flashes.done("Quedó propuesto para validar. La persona titular de Planeación lo valida o se lo regresa.")
    except Refused as refusal:
        reasons_or_raise(refusal)
        return page(open_desk(expediente_id), refusal.reasons, {"nota": nota}, "lista"), refusal.status
    return redirect(back(expediente_id, "propuesta", parte="lista"))


acciones.VUELTAS["revision"] = lambda expediente_id, anchor: back(expediente_id, anchor)
acciones.DESPUES["tomar_revision"] = lambda expediente_id: url_for("revision.mesa", expediente_id=expediente_id)
