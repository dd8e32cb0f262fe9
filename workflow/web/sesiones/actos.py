"""The acts of who conducts a session: one form, one use case, and back to the same page, also when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for

from workflow.audit import queries as audit
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.outbox import service as outbox
from workflow.sesiones import distancia, service
from workflow.sesiones.distancia import MODOS
from workflow.sesiones.queries import paginas
from workflow.sesiones.vistas import Tablero
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.numeros import entero
from workflow.web.sesiones import asistentes, consola, sala
from workflow.web.sesiones import escrito as typed
from workflow.web.sesiones.base import CONDUCEN, bp, may_conduct

HECHOS_ASISTENCIA = {"sale": "se retira", "retardo": "se integra", "entra": "regresa a la sesión"}


def board(sesion_id: int) -> Tablero:
    return paginas.board_for(sesion_id, guard.actor(), guard.now())


def item_of(sesion_id: int, punto_id: int) -> Tablero:
    """The board, once it is known that the item is of this session."""
    found = board(sesion_id)
    if punto_id not in {punto.id for punto in found.puntos}:
        raise NotFound("NO_EXISTE")
    return found


def common(found: Tablero, con_hora: bool = True) -> dict[str, Any]:
    """What every act of a session is told besides its own data. Raises Invalid if the hour cannot be read."""
    told: dict[str, Any] = {
        "actor": guard.actor(),
        "ahora": guard.now(),
        "version": request.form.get("version", type=entero),
        "llave": request.form.get("llave"),
    }
    return {**told, "hora": typed.hour(found.sesion.apertura, guard.now())} if con_hora else told


def do(sesion_id: int, acto: str, use_case: Callable[[], str], ancla: str | None = None) -> Any:
    """Do it and go back to the session. A refusal shows all its reasons there, with what was typed."""
    return attempt(
        use_case,
        lambda reasons: sala.page(sesion_id, acto, reasons, any(r.code == "CONFIRME_SIN_QUORUM" for r in reasons)),
        lambda: redirect(url_for("sesiones.ver", sesion_id=sesion_id, _anchor=ancla)),
    )


def attempt(use_case: Callable[[], str], refused: Callable[[tuple[Reason, ...]], str], done: Callable[[], Any]) -> Any:
    """Do it; the page of `refused` with its reasons, or go where `done` says. A form sent twice is not refused."""
    try:
        hecho = use_case()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        destino = audit.received(request.form.get("llave"), guard.actor().usuario_id)
        if destino is not None:
            raise AlreadyDone(destino) from None
        return refused(refusal.reasons), refusal.status
    flashes.done(hecho)
    return done()


@bp.post("/sesiones/<int:sesion_id>/abrir")
@guard.roles(*CONDUCEN)
def abrir(sesion_id: int) -> Any:
    """Roll call. Without quórum the session ends there, so that is asked twice."""
    found = board(sesion_id)

    def use_case() -> str:
        lista = typed.roll(found)
        if found.sesion.estado == "convocada" and request.form.get("sin_quorum") != "1":
            _sure_of_the_roll(sesion_id, found, lista)
        estado = service.abrir(
            sesion_id,
            presentes=lista.presentes,
            a_distancia=lista.a_distancia,
            justificados=lista.justificados,
            **common(found),
        )
        if estado == "no_verificada":
            return "No hubo quórum: la sesión no se instaló. Su constancia se elabora."
        return "Hay quórum legal: la sesión quedó instalada."

    return do(sesion_id, "abrir", use_case)


def _sure_of_the_roll(sesion_id: int, found: Tablero, lista: typed.Lista) -> None:
    cuentan = lista.todos if distancia.rule(found.sesion.reglas).cuenta_quorum else lista.en_la_sala
    suyas = {m.persona.clave: m.comisiones for m in found.sala if m.persona.clave in cuentan}
    story = paginas.story_for(sesion_id, guard.actor())
    falta = asistentes.lacking(asistentes.quorum_cards(found, story.listas), suyas)
    if falta is not None:
        raise Invalid(
            "CONFIRME_SIN_QUORUM",
            donde=f" en {falta.nombre}" if falta.nombre else "",
            presentes=falta.quorum.presentes,
            requerido=falta.quorum.requerido,
        )


@bp.post("/sesiones/<int:sesion_id>/asistencia")
@guard.roles(*CONDUCEN)
def asistencia(sesion_id: int) -> Any:
    found = board(sesion_id)

    def use_case() -> str:
        evento, persona, modo = typed.movement()
        motivo = request.form.get("motivo", "")
        service.registrar_asistencia(
            sesion_id, persona=persona, evento=evento, motivo=motivo, modo=modo, **common(found)
        )
        nombre = next((m.persona.nombre for m in found.sala if m.persona.clave == persona), "")
        hecho = HECHOS_ASISTENCIA.get(evento) or rotulo("asistencia_evento", evento).lower()
        como = f" ({rotulo('asistencia_modo', modo).lower()})" if modo in MODOS and evento != "sale" else ""
        return f"{nombre} {hecho}{como}."

    return do(sesion_id, "asistencia", use_case, "asistencia")


@bp.post("/sesiones/<int:sesion_id>/incidencia")
@guard.roles(*CONDUCEN)
def incidencia(sesion_id: int) -> Any:
    found = board(sesion_id)

    def use_case() -> str:
        clase, texto = request.form.get("clase", ""), request.form.get("texto", "")
        hasta = typed.until(guard.now()) if clase == "receso" else None
        presentes = request.form.getlist("presente") if request.form.get("pasar_lista") == "1" else None
        service.registrar_incidencia(
            sesion_id,
            clase=clase,
            texto=texto,
            hasta=hasta,
            presentes=presentes,
            a_distancia=typed.remote_marked(found),
            **common(found),
        )
        return f"{rotulo('incidencia', clase)}: quedó anotado."

    return do(sesion_id, "incidencia", use_case)


@bp.post("/sesiones/<int:sesion_id>/preside")
@guard.roles(*CONDUCEN)
def preside(sesion_id: int) -> Any:
    found = board(sesion_id)

    def use_case() -> str:
        service.designar_preside(sesion_id, persona=request.form.get("persona", ""), **common(found, con_hora=False))
        return "Quedó anotado quién preside."

    return do(sesion_id, "preside", use_case)


@bp.post("/sesiones/<int:sesion_id>/clausurar")
@guard.roles(*CONDUCEN)
def clausurar(sesion_id: int) -> Any:
    found = board(sesion_id)

    def use_case() -> str:
        service.clausurar(sesion_id, motivo=request.form.get("motivo", "clausura"), **common(found))
        return "La sesión terminó. Su acta se elabora en segundo plano: puede cerrar esta página."

    return do(sesion_id, "clausurar", use_case)


@bp.post("/sesiones/<int:sesion_id>/cancelar")
@guard.roles(*CONDUCEN)
def cancelar(sesion_id: int) -> Any:
    def use_case() -> str:
        service.cancelar(
            sesion_id,
            motivo=request.form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            version=request.form.get("version", type=entero),
        )
        return "La sesión se canceló. Lo que tenía enlistado puede enlistarse en otra."

    return do(sesion_id, "cancelar", use_case)


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/abrir")
@guard.roles(*CONDUCEN)
def abrir_punto(sesion_id: int, punto_id: int) -> Any:
    found = item_of(sesion_id, punto_id)

    def use_case() -> str:
        presenta, exposicion = request.form.get("presenta", ""), request.form.get("exposicion", "")
        service.abrir_punto(punto_id, presenta=presenta, exposicion=exposicion, **common(found))
        return "El punto está en desahogo."

    return do(sesion_id, f"abrir-{punto_id}", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/intervenir")
@guard.roles(*CONDUCEN)
def intervenir(sesion_id: int, punto_id: int) -> Any:
    found = item_of(sesion_id, punto_id)

    def use_case() -> str:
        service.intervenir(punto_id, **typed.speech(), **common(found))
        return "La intervención quedó anotada."

    return do(sesion_id, "intervenir", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/excusar")
@guard.roles(*CONDUCEN)
def excusar(sesion_id: int, punto_id: int) -> Any:
    found = item_of(sesion_id, punto_id)

    def use_case() -> str:
        persona, causa = request.form.get("persona", ""), request.form.get("causa", "")
        service.excusar(punto_id, persona=persona, causa=causa, **common(found))
        return "La excusa quedó anotada: no participa en la votación de este punto."

    return do(sesion_id, "excusar", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/desahogar")
@guard.roles(*CONDUCEN)
def desahogar(sesion_id: int, punto_id: int) -> Any:
    found = item_of(sesion_id, punto_id)

    def use_case() -> str:
        service.desahogar(punto_id, resultado=request.form.get("resultado", ""), **common(found))
        return "El punto quedó desahogado."

    return do(sesion_id, "desahogar", use_case)


@bp.post("/sesiones/<int:sesion_id>/puntos/<int:punto_id>/votar")
@guard.roles(*CONDUCEN)
def votar(sesion_id: int, punto_id: int) -> Any:
    """The vote of an item; of a block, in general, or in particular when the form names a reserved dossier."""
    found = item_of(sesion_id, punto_id)
    punto = next(p for p in found.puntos if p.id == punto_id)
    reservado = request.form.get("expediente", type=entero)

    def use_case() -> str:
        datos = {
            "votos": typed.votes(consola.bodies(found), found.sesion.organo_tipo == "comisiones_unidas"),
            "tipo": consola.kind_of_vote(),
            "propuesta": typed.proposal(),
            "preside": request.form.get("preside") or None,
            **common(found),
        }
        if punto.tipo == "bloque" and reservado is not None:
            contado = service.votar_reserva(punto_id, expediente_id=reservado, **datos)
        else:
            contado = (service.votar_bloque if punto.tipo == "bloque" else service.votar)(punto_id, **datos)
        return announce(contado, found.sesion.organo_tipo)

    return do(sesion_id, "votar", use_case, "punto")


@bp.post("/sesiones/<int:sesion_id>/votaciones/<int:votacion_id>/calidad")
@guard.roles(*CONDUCEN)
def calidad(sesion_id: int, votacion_id: int) -> Any:
    found = board(sesion_id)
    if votacion_id not in {v.id for punto in found.puntos for v in punto.votaciones}:
        raise NotFound("NO_EXISTE")

    def use_case() -> str:
        sentido = request.form.get("sentido", "")
        contado = service.ejercer_voto_calidad(votacion_id, sentido=sentido, **common(found))
        return announce(contado, found.sesion.organo_tipo)

    return do(sesion_id, "calidad", use_case, "punto")


def announce(contado: service.Contado, organo_tipo: str) -> str:
    enum = "resultado_unidas" if organo_tipo == "comisiones_unidas" else "resultado"
    return f"{rotulo(enum, contado.resultado)}. {contado.razon}"


@bp.post("/sesiones/<int:sesion_id>/reintentar")
@guard.roles(*CONDUCEN)
def reintentar(sesion_id: int) -> Any:
    """Try again the work of the documents of this session that failed."""
    if not may_conduct(guard.actor(), board(sesion_id).sesion):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    for trabajo_id in sala.failed_jobs(sesion_id):
        outbox.retry(trabajo_id, actor=guard.actor(), ahora=guard.now())
    flashes.done("Se volverá a intentar. El avance aparece en esta página.")
    return redirect(url_for("sesiones.ver", sesion_id=sesion_id, _anchor="documentos"))
