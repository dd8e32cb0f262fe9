"""/asm: the aspectos susceptibles de mejora, registering one, and following it until it is fulfilled."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from workflow.asm import queries, service
from workflow.asm.clases import ESTADOS, EVALUAN, ORIGENES, RESPONDEN, acts
from workflow.asm.reglas import Nuevo
from workflow.indicadores import queries as indicadores
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people import queries as people
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.exports import csv_response, xlsx_response
from workflow.web.numeros import anio, entero, numero

bp = Blueprint("asm", __name__, url_prefix="/asm")
evaluan = guard.roles(*EVALUAN)
actuan = guard.roles(*EVALUAN, *RESPONDEN)


def _today() -> date:
    return local_date(guard.now())


@bp.app_context_processor
def _pending() -> dict[str, Any]:
    """For the bandeja: (how many wait for this person, how many are overdue). Asked only where it is printed."""

    def asm_por_atender() -> tuple[int, int]:
        actor = guard.actor_or_none()
        if actor is None:
            return 0, 0
        if actor.has(*RESPONDEN):
            return queries.pendientes(("por_comprometer", "comprometido"), actor.dependencias(*RESPONDEN), _today())
        return queries.pendientes(("por_verificar",), None, _today()) if actor.has(*EVALUAN) else (0, 0)

    return {"asm_por_atender": asm_por_atender}


@bp.get("")
@guard.signed_in
def lista() -> str:
    filas = _filtered()
    cuentas = Counter("vencido" if one.vencido else one.estado for one in filas)
    hoy = _today()
    mias = guard.actor().dependencias(*RESPONDEN)
    return render_template(
        "asm/lista.html",
        filas=filas,
        barras=[
            {"rotulo": "Vencidos" if clave == "vencido" else rotulo("asm_estado", clave), "valor": cuentas[clave],
             "tono": {"vencido": "guinda", "cumplido": None, "retirado": "arena"}.get(clave, "ambar")}
            for clave in ("vencido", *ESTADOS) if cuentas[clave]
        ],
        filtros={clave: request.args.get(clave, "") for clave in ("ejercicio", "estado", "dependencia")},
        ejercicios=[("", "Todos"), *((one, one) for one in queries.ejercicios())],
        estados=[("", "Todos"), ("abiertos", "Sin terminar"), *((one, rotulo("asm_estado", one)) for one in ESTADOS)],
        dependencias=[("", "Todas"), *((one.clave, one.nombre) for one in people.dependencias(hoy))],
        evalua=guard.actor().has(*EVALUAN),
        mias=mias,
    )  # fmt: skip


def _filtered() -> list[queries.AsmVista]:
    args = request.args
    return queries.lista(
        _today(),
        ejercicio=args.get("ejercicio", type=anio),
        dependencia=args.get("dependencia") or None,
        estado=args.get("estado") or None,
    )


@bp.get("/lista.<any(csv, xlsx):formato>")
@guard.signed_in
def exportar(formato: str) -> Response:
    columnas = [
        "Folio", "Dependencia", "Origen", "Referencia", "Hallazgo", "Recomendación", "Compromiso", "Vence", "Estado",
        "Vencido", "Último movimiento",
    ]  # fmt: skip
    filas = [
        [
            one.folio, one.dependencia_nombre, rotulo("asm_origen", one.origen), one.referencia, one.hallazgo,
            one.recomendacion, one.compromiso, one.vence.isoformat() if one.vence else "",
            rotulo("asm_estado", one.estado), "Sí" if one.vencido else "No", local_date(one.ultimo).isoformat(),
        ]
        for one in _filtered()
    ]  # fmt: skip
    nombre = f"asm-{_today().isoformat()}"
    return csv_response(nombre, columnas, filas) if formato == "csv" else xlsx_response(nombre, "ASM", columnas, filas)


@bp.get("/nuevo")
@evaluan
def nuevo() -> str:
    return _form()


def _form(motivos: tuple[Reason, ...] = ()) -> str:
    """`expediente` and `d` in the address: the indicator that it comes from."""
    values = request.form or request.args
    poa = medida = None
    expediente_id = numero(values.get("expediente"))
    if expediente_id is not None:
        poa = indicadores.poa(expediente_id)
        medida = poa.programa.get(values.get("d", ""))
        if medida is None:
            raise NotFound("NO_EXISTE")
    errores: dict[str, list[Reason]] = {}
    for motivo in motivos:
        errores.setdefault(str(motivo.facts.get("campo", "")), []).append(motivo)
    return render_template(
        "asm/nuevo.html",
        escrito=values,
        poa=poa,
        medida=medida,
        motivos=motivos,
        errores=errores,
        origenes=[(one, rotulo("asm_origen", one)) for one in ORIGENES if one != "indicador"],
        dependencias=[("", "Elija una"), *((one.clave, one.nombre) for one in people.dependencias(_today()))],
    )


@bp.post("/nuevo")
@evaluan
def registrar() -> Any:
    form = request.form
    expediente_id = numero(form.get("expediente"))
    dependencia = form.get("dependencia", "")
    ejercicio = _today().year
    if expediente_id is not None:
        poa = indicadores.poa(expediente_id)
        dependencia, ejercicio = poa.dependencia, poa.ejercicio
    one = Nuevo(
        hallazgo=form.get("hallazgo", ""),
        recomendacion=form.get("recomendacion", ""),
        dependencia=dependencia,
        origen="indicador" if expediente_id is not None else form.get("origen", ""),
        referencia=form.get("referencia", ""),
        expediente_id=expediente_id,
        direccion=form.get("d", ""),
    )
    try:
        asm_id = service.registrar(
            one, ejercicio=ejercicio, actor=guard.actor(), ahora=guard.now(), llave=form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _form(refusal.reasons), refusal.status
    flashes.done("El aspecto quedó registrado. La dependencia lo ve en su bandeja y dice a qué se compromete.")
    return redirect(url_for(".ver", asm_id=asm_id))


@bp.get("/<int:asm_id>")
@guard.signed_in
def ver(asm_id: int) -> str:
    return _page(asm_id)


def _page(asm_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    one = queries.asm(asm_id, _today())
    return render_template(
        "asm/ver.html",
        a=one,
        actos=acts(guard.actor(), one.dependencia, one.estado),
        motivos=motivos,
        escrito=request.form,
    )


@bp.post("/<int:asm_id>")
@actuan
def actuar(asm_id: int) -> Any:
    form = request.form
    sent = request.files.get("archivo")
    try:
        service.actuar(
            asm_id,
            form.get("acto", ""),
            texto=form.get("texto", ""),
            vence=_date(form.get("vence", "")),
            archivo=sent.stream if sent is not None and sent.filename else None,  # type: ignore[arg-type]
            nombre=(sent.filename or "") if sent is not None else "",
            vista=form.get("vista", 0, type=entero),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(asm_id, refusal.reasons), refusal.status
    flashes.done("Quedó anotado en la historia del aspecto.")
    return redirect(url_for(".ver", asm_id=asm_id))


def _date(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("ASM_FECHA_ILEGIBLE", campo="vence", escrito=text[:40]) from None


@bp.get("/<int:asm_id>/evidencia/<int:archivo_id>")
@guard.signed_in
def evidencia(asm_id: int, archivo_id: int) -> Response:
    kept = queries.evidencia(asm_id, archivo_id)
    return send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=kept.nombre)
