"""A dossier along the route, on both databases, by the use cases that the pages call."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.builders_expedientes import CONTENIDO, FOLIO, Camino, plain_documents
from tests.cast import Cast
from workflow.audit import queries as audit
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Borrador, Envio, Expediente, Observacion, Plazo, Resolucion
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, Refused, Stale
from workflow.outbox.models import Trabajo


@pytest.fixture(autouse=True)
def _documentos_simples(cast: Cast) -> Iterator[None]:
    with plain_documents():
        yield


def row_of(camino: Camino) -> Expediente:
    db.session.expire_all()
    return db.session.get_one(Expediente, camino.id)


def changed(problema: str) -> dict[str, object]:
    contenido = copy.deepcopy(CONTENIDO)
    contenido["identificacion"]["problema_central"] = problema
    return contenido


def test_un_poa_recorre_la_ruta_con_una_ronda_de_observaciones(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    assert camino.observe("identificacion.problema_central").observacion == "O1"
    camino.do("revisora", "notificar_observaciones")
    camino.capture(changed("Faltan 3 km de pavimento"))
    camino.answer("O1")
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    camino.grade("O1")
    camino.do("planeacion", "validar")
    camino.do("planeacion", "turnar")
    service.apply_dictamen(
        camino.id,
        resultado="dictamen_aprobado",
        sentido="favorable",
        origen=("sesion", 7),
        actor=cast.comisiones,
        ahora=camino.tick(),
    )
    service.enlistar(
        camino.id,
        sesion="ordinaria",
        seccion="asuntos_especificos",
        origen=("sesion", 12),
        actor=cast.gobierno,
        ahora=camino.tick(),
    )
    camino.resolve(resolucion="aprobado")
    camino.do("transparencia", "publicar", archivo="v_aprobada")

    row = row_of(camino)
    assert (row.etapa, row.version, row.vigente, row.ronda) == ("publicado", 1, 1, 2)
    assert (row.acuerdo_folio, row.validado_por_id) == (FOLIO, cast.planeacion.usuario_id)
    envios = db.session.scalars(select(Envio).order_by(Envio.numero)).all()
    assert [(e.numero, e.ronda, e.autor) for e in envios] == [
        (1, 1, "Martín Zesati Rueda"),
        (2, 2, "Martín Zesati Rueda"),
    ]
    assert envios[0].contenido == CONTENIDO and envios[0].sha256 != envios[1].sha256
    assert row.v_aprobada_id == envios[1].id == row.v_vigente_id
    acts = [acto.accion.removeprefix("expediente:") for acto in audit.bitacora(camino.id)]
    assert acts == [
        "crear", "enviar", "tomar_revision", "observar", "notificar_observaciones", "capturar", "responder",
        "enviar", "tomar_revision", "calificar", "validar", "turnar", "dictaminar", "enlistar",
        "registrar_acuerdo", "publicar",
    ]  # fmt: skip
    assert audit.verify()[1] == []


def test_quien_capturo_y_luego_paso_a_planeacion_no_valida(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    camino.capture(changed("Otro"), who="titular")
    camino.to_review()
    moved = type(cast.titular)(
        cast.titular.usuario_id, cast.titular.nombre, cast.titular.cargo, cast.planeacion.asignaciones
    )
    with pytest.raises(Refused) as refused:
        service.actuar(camino.id, "validar", actor=moved, ahora=camino.tick())
    assert refused.value.codes == ["SEPARACION_DE_FUNCIONES"]
    assert row_of(camino).etapa == "en_revision"


def test_no_se_reenvia_con_una_bloqueante_sin_respuesta(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.observe("actividades[0].meses[2]", tipo="recomendacion")
    camino.do("revisora", "notificar_observaciones")
    with pytest.raises(Refused) as refused:
        camino.do("titular", "enviar")
    assert refused.value.codes == ["OBSERVACIONES_SIN_RESPUESTA"]
    assert refused.value.reasons[0].facts["claves"] == "O1"
    assert (row_of(camino).etapa, db.session.query(Envio).count()) == ("con_observaciones", 1)


def test_el_reenvio_senala_lo_que_cambio_sin_haber_sido_observado(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion")
    camino.do("revisora", "notificar_observaciones")
    contenido = changed("Faltan 3 km")
    contenido["actividades"][0]["meses"][2] = 9  # type: ignore[index]
    camino.capture(contenido)
    camino.answer("O1")
    result = camino.do("titular", "enviar")
    assert [aviso.code for aviso in result.avisos] == ["CAMBIO_FUERA_DE_OBSERVACION"]
    last = db.session.scalars(select(Envio).order_by(Envio.numero.desc())).first()
    assert last is not None
    assert last.cambios == ["actividades[0].meses[2]", "identificacion.problema_central"]
    assert last.sin_observar == ["actividades[0].meses[2]"]


def test_observar_en_segunda_ronda_lo_que_no_cambio_deja_aviso(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.do("revisora", "notificar_observaciones")
    camino.capture(changed("Faltan 3 km"))
    camino.answer("O1")
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    assert [a.code for a in camino.observe("actividades[1]").avisos] == ["OBSERVACION_SOBRE_TEXTO_SIN_CAMBIO"]
    assert camino.observe("identificacion").avisos == ()


def test_la_observacion_guarda_el_valor_observado_y_su_hilo(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.do("revisora", "notificar_observaciones")
    camino.capture(changed("Faltan 3 km"))
    camino.answer("O1")
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    camino.grade("O1", "solventada_parcial")
    observacion = db.session.scalars(select(Observacion)).one()
    assert observacion.valor_observado == "Calles sin pavimento"
    assert [(m.accion, m.estado) for m in observacion.mensajes] == [
        ("observar", "abierta"),
        ("responder", "respondida"),
        ("calificar", "solventada_parcial"),
    ]


def test_recuperar_un_reenvio_regresa_a_observaciones_y_a_la_ronda_anterior(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion.problema_central")
    camino.do("revisora", "notificar_observaciones")
    camino.answer("O1")
    camino.do("titular", "enviar")
    assert row_of(camino).ronda == 2
    camino.do("titular", "recuperar")
    row = row_of(camino)
    assert (row.etapa, row.ronda) == ("con_observaciones", 1)
    assert db.session.get_one(Envio, row.v_presentada_id).numero == 1
    camino.do("titular", "enviar")
    assert (row_of(camino).ronda, db.session.query(Envio).count()) == (2, 3)


def test_recuperar_el_primer_envio_lo_deja_en_borrador(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    camino.do("titular", "recuperar")
    row = row_of(camino)
    assert (row.etapa, row.v_presentada_id) == ("borrador", None)


@pytest.mark.parametrize("orden", ["UPDATE envio SET sha256 = sha256", "DELETE FROM envio"])
def test_un_envio_no_se_modifica_ni_se_borra(cast: Cast, ahora: datetime, orden: str) -> None:
    Camino(cast, ahora).do("titular", "enviar")
    with pytest.raises(DBAPIError):
        db.session.execute(text(orden))
    db.session.rollback()
    assert db.session.query(Envio).count() == 1


def test_la_misma_forma_enviada_dos_veces_tiene_un_solo_efecto(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    service.actuar(camino.id, "enviar", actor=cast.titular, ahora=ahora, llave="f-1")
    with pytest.raises(AlreadyDone) as again:
        service.actuar(camino.id, "enviar", actor=cast.titular, ahora=ahora, llave="f-1")
    assert again.value.destination == f"/expedientes/{camino.id}"
    assert db.session.query(Envio).count() == 1


def test_una_forma_rechazada_puede_volver_a_enviarse(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    with pytest.raises(NotAllowed):
        service.actuar(camino.id, "enviar", actor=cast.enlace, ahora=ahora, llave="f-1")
    assert service.actuar(camino.id, "enviar", actor=cast.titular, ahora=ahora, llave="f-1").etapa == "enviado"


def test_lo_que_otro_guardo_antes_no_borra_lo_que_yo_escribi(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    camino.capture(changed("Lo del titular"), who="titular")
    with pytest.raises(Stale) as stale:
        service.capturar(camino.id, changed("Lo del enlace"), 1, actor=cast.enlace, ahora=camino.tick())
    told = stale.value.reasons[0].facts
    assert (told["por"], told["hora"], told["revision"]) == ("Martín Zesati Rueda", "10:01", 2)
    assert told["cambios"] == [
        {
            "campo": "identificacion.problema_central",
            "rotulo": "identificacion, problema central",
            "guardado": "Lo del titular",
            "suyo": "Lo del enlace",
        }
    ]
    assert db.session.get_one(Borrador, camino.id).contenido == changed("Lo del titular")


def test_actuar_sobre_una_pagina_vieja_dice_quien_cambio_y_a_que_hora(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_review()
    seen = row_of(camino).revision
    camino.observe("identificacion")
    with pytest.raises(Stale) as stale:
        service.actuar(camino.id, "validar", actor=cast.planeacion, ahora=camino.tick(), revision=seen)
    assert stale.value.codes == ["EXPEDIENTE_CAMBIO", "BLOQUEANTE_ABIERTA"]
    assert stale.value.reasons[0].facts == {"por": "Nohemí Ávila Cruz", "hora": "10:03"}


def test_lo_que_decide_una_sesion_no_se_registra_a_mano(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    with pytest.raises(Refused) as refused:
        camino.do("gobierno", "registrar_acuerdo", votacion="aprobado", resolucion="aprobado", acuerdo_folio=FOLIO)
    assert refused.value.codes == ["ACCION_DE_SESION"]


def test_aprobado_con_modificaciones_conserva_lo_presentado_y_lo_aprobado(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    camino.resolve(
        resolucion="aprobado_con_modificaciones",
        modificaciones=["Se precisa el problema."],
        contenido=changed("Texto que aprobó el Cabildo"),
    )
    row = row_of(camino)
    assert row.v_presentada_id != row.v_aprobada_id
    with pytest.raises(Refused) as refused:
        camino.do("transparencia", "publicar", archivo="v_presentada")
    assert refused.value.codes == ["MODIFICACIONES_SIN_ACUSE", "VERSION_NO_COINCIDE"]
    camino.do("titular", "acusar_modificaciones")
    approved = db.session.get_one(Envio, row_of(camino).v_aprobada_id)
    assert camino.do("transparencia", "publicar", archivo=approved.sha256).etapa == "publicado"


def test_aprobar_sin_folio_de_acuerdo_no_cambia_nada(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    with pytest.raises(Invalid) as invalid:
        camino.resolve(acuerdo_folio=None)
    assert invalid.value.codes == ["FALTA_ACUERDO"]
    assert row_of(camino).etapa == "en_cabildo"


def test_una_votacion_que_rechaza_deja_el_expediente_rechazado_con_su_fecha(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    camino.resolve("rechazado", acuerdo_folio=None)
    row = row_of(camino)
    assert (row.etapa, row.resuelto_en, row.v_aprobada_id) == ("rechazado", ahora.date(), None)


def test_una_modificacion_menor_se_autoriza_sin_cabildo_y_una_mayor_no(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_published()
    camino.do("titular", "abrir_modificacion", motivo="Cambió el recurso", tipo_cambio="recalendarizacion", delta={})
    row = row_of(camino)
    assert (row.etapa, row.version, row.vigente, row.requiere_cabildo) == ("borrador", 2, 1, False)
    camino.to_validated().do("planeacion", "autorizar_delegado")
    camino.do("transparencia", "publicar", archivo="v_aprobada")
    assert (row_of(camino).vigente, row_of(camino).delegado) == (2, True)
    camino.do(
        "titular",
        "abrir_modificacion",
        motivo="Cambió el recurso",
        tipo_cambio="ampliacion",
        delta={"total": 5, "fuente": "ingresos"},
    )
    camino.to_validated()
    with pytest.raises(Refused) as refused:
        camino.do("planeacion", "autorizar_delegado")
    assert refused.value.codes == ["REQUIERE_CABILDO"]
    resolved = db.session.scalars(select(Resolucion).order_by(Resolucion.id))
    assert [(r.version, r.etapa, r.delegado) for r in resolved] == [
        (1, "aprobado", False),
        (2, "aprobado", True),
    ]


def test_una_recalendarizacion_que_mueve_dinero_pasa_por_cabildo(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_published()
    camino.do(
        "titular",
        "abrir_modificacion",
        motivo="Cambió el recurso",
        tipo_cambio="recalendarizacion",
        delta={"total": 1, "fuente": "ingresos"},
    )
    assert row_of(camino).requiere_cabildo is True


def test_lo_rechazado_y_vuelto_a_presentar_nunca_se_autoriza_sin_cabildo(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora).to_cabildo()
    camino.resolve("rechazado", acuerdo_folio=None)
    camino.do("titular", "abrir_modificacion", motivo="Cambió el recurso", tipo_cambio="recalendarizacion", delta={})
    camino.to_validated()
    with pytest.raises(Refused) as refused:
        camino.do("planeacion", "autorizar_delegado")
    assert refused.value.codes == ["REQUIERE_CABILDO"]


def test_cada_envio_deja_aviso_a_planeacion_sin_datos_personales(cast: Cast, ahora: datetime) -> None:
    camino = Camino(cast, ahora)
    camino.do("titular", "enviar")
    left = db.session.scalars(select(Trabajo).where(Trabajo.tipo == "aviso.enviar")).all()
    assert {trabajo.payload["rol"] for trabajo in left} == {"planeacion_revisor", "planeacion_titular"}
    assert set(left[0].payload) == {
        "expediente_id", "revision", "accion", "etapa", "rol", "dependencia_id",
    }  # fmt: skip


def test_el_plazo_de_observaciones_corre_en_dias_habiles(cast: Cast, ahora: datetime) -> None:
    """Notified Tuesday 10 February 2026 at 10:05; five business days end on Tuesday 17 at 15:00."""
    camino = Camino(cast, ahora).to_review()
    camino.observe("identificacion")
    camino.do("revisora", "notificar_observaciones")
    open_ = db.session.scalars(select(Plazo).where(Plazo.cerrado_en.is_(None))).one()
    assert (open_.etapa, open_.dias, open_.por_confirmar) == ("con_observaciones", 5, True)
    assert open_.vence.isoformat() == "2026-02-17T21:00:00+00:00"


def test_un_expediente_vacio_no_se_envia(cast: Cast, ahora: datetime) -> None:
    vacio = service.crear("padron", "UR-050", "PP-20", 2026, "Padrón de apoyos", actor=cast.enlace, ahora=ahora)
    with pytest.raises(Refused) as refused:
        service.actuar(vacio, "enviar", actor=cast.titular, ahora=ahora)
    assert refused.value.codes == ["PADRON_SIN_REGLAS", "EXPEDIENTE_VACIO"]


def test_dos_poa_del_mismo_programa_y_ejercicio_no_se_abren(cast: Cast, ahora: datetime) -> None:
    Camino(cast, ahora)
    with pytest.raises(Refused) as refused:
        Camino(cast, ahora)
    assert refused.value.codes == ["EXPEDIENTE_REPETIDO"]
    assert refused.value.reasons[0].facts == {"folio": "POA/2026/0001"}


def test_otra_dependencia_no_abre_expedientes_ajenos(cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed) as refused:
        service.crear("poa", "UR-050", "PP-20", 2026, "Ajeno", actor=cast.enlace_educacion, ahora=ahora)
    assert refused.value.codes == ["DEPENDENCIA_AJENA"]


def test_todo_lo_que_falta_al_abrir_se_dice_de_una_vez(cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid) as invalid:
        service.crear("oficio", "UR-050", " ", 26, "x", actor=cast.enlace, ahora=ahora)
    assert invalid.value.codes == [
        "TIPO_EXPEDIENTE_INVALIDO", "PROGRAMA_FALTA", "EJERCICIO_INVALIDO", "TITULO_FALTA",
    ]  # fmt: skip


def test_un_documento_adjunto_queda_en_el_expediente(cast: Cast, ahora: datetime, app: Flask) -> None:
    camino = Camino(cast, ahora)
    archivo_id = service.adjuntar(
        camino.id, b"%PDF-1.4\n1 0 obj\n", nombre="oficio.pdf", actor=cast.enlace, ahora=ahora
    )
    assert archivo_id > 0
    camino.to_validated()
    with pytest.raises(Refused):
        service.adjuntar(camino.id, b"%PDF-1.4\n", nombre="tarde.pdf", actor=cast.enlace, ahora=ahora)
