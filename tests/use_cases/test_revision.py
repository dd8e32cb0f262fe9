"""The review desk: findings as drafts of observations, checklist, second review, assignment of reviewers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_expedientes import CONTENIDO, plain_documents
from tests.builders_revision import Revision, clean_poa, in_review, with_subsidy
from tests.cast import Cast
from workflow.avisos.models import Aviso
from workflow.db import db
from workflow.expedientes import queries as expedientes
from workflow.expedientes import service as ruta
from workflow.expedientes.models import Expediente, ReglaRuta
from workflow.jobs import tasks
from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Refused, Stale
from workflow.revision import queries, service

TEMPORALIDAD = "LDF_SUBSIDIO_SIN_TEMPORALIDAD"


@pytest.fixture
def camino(app: Flask, cast: Cast, ahora: datetime) -> Revision:
    return in_review(cast, ahora, clean_poa(with_subsidy))


def desk(camino: Revision) -> queries.MesaVista:
    db.session.rollback()
    return queries.abrir(camino.id, camino.cast.revisora, local_date(camino.ahora))


def pending(camino: Revision) -> list[str]:
    return [one.codigo for one in desk(camino).hallazgos.pendientes]


def huella(camino: Revision, codigo: str = TEMPORALIDAD) -> str:
    return next(one.huella for one in desk(camino).hallazgos.pendientes if one.codigo == codigo)


def by(camino: Revision, who: str = "revisora") -> dict[str, Any]:
    return {"actor": getattr(camino.cast, who), "ahora": camino.tick()}


def rule(camino: Revision, clave: str, valor: str) -> None:
    db.session.add(
        ReglaRuta(clave=clave, valor=valor, vigente_desde=local_date(camino.ahora), fundamento="Acuerdo de prueba")
    )
    db.session.commit()


def answer_all(camino: Revision, respuesta: str = "cumple", nota: str = "") -> None:
    claves = [renglon.punto.clave for renglon in desk(camino).lista]
    service.contestar_lista(camino.id, dict.fromkeys(claves, (respuesta, nota)), **by(camino))


def test_un_hallazgo_aceptado_es_una_observacion_en_su_lugar_y_no_se_ofrece_otra_vez(camino: Revision) -> None:
    found = huella(camino)

    clave = service.aceptar_hallazgo(camino.id, found, texto="Diga de cuándo a cuándo.", **by(camino))

    ficha = expedientes.ficha(camino.id, camino.cast.revisora, local_date(camino.ahora))
    made = next(one for one in ficha.observaciones if one.clave == clave)
    assert (made.campo, made.tipo) == ("diagnostico.temporalidad_subsidio", "recomendacion")
    assert made.mensajes[0].texto == "Diga de cuándo a cuándo."
    assert TEMPORALIDAD not in pending(camino)
    with pytest.raises(Stale) as refusal:
        service.aceptar_hallazgo(camino.id, found, **by(camino, "revisor"))
    assert refusal.value.codes == ["HALLAZGO_YA_DECIDIDO"]


def test_sin_editar_la_observacion_lleva_la_frase_y_el_fundamento(camino: Revision) -> None:
    clave = service.aceptar_hallazgo(camino.id, huella(camino), **by(camino))
    ficha = expedientes.ficha(camino.id, camino.cast.revisora, local_date(camino.ahora))
    texto = next(one for one in ficha.observaciones if one.clave == clave).mensajes[0].texto
    assert "$1,200.00" in texto and "art. 13, fracción VII" in texto


def test_descartar_pide_motivo_y_se_recuerda_en_la_ronda_siguiente_mientras_no_cambie_el_dato(
    camino: Revision,
) -> None:
    found = huella(camino)
    with pytest.raises(Invalid) as refusal:
        service.descartar_hallazgo(camino.id, found, motivo="  ", **by(camino))
    assert refusal.value.codes == ["DESCARTE_SIN_MOTIVO"]
    service.descartar_hallazgo(camino.id, found, motivo="Las reglas de operación la dicen.", **by(camino))

    camino.again(lambda document: document["identificacion"].update(problema_central="Otro problema"))
    assert TEMPORALIDAD not in pending(camino)
    decided = next(one for one in desk(camino).hallazgos.decididos if one.hallazgo.codigo == TEMPORALIDAD)
    assert (decided.decision, decided.motivo) == ("descartado", "Las reglas de operación la dicen.")

    camino.again(lambda document: document["presupuesto"][-1].update(meses=[20_000] * 12, total=240_000))
    assert TEMPORALIDAD in pending(camino)  # another amount: it is another finding


def test_lo_descartado_se_puede_volver_a_ofrecer_y_lo_no_decidido_no(camino: Revision) -> None:
    found = huella(camino)
    with pytest.raises(Refused) as refusal:
        service.reabrir_hallazgo(camino.id, found, **by(camino))
    assert refusal.value.codes == ["HALLAZGO_SIN_DECIDIR"]
    service.descartar_hallazgo(camino.id, found, motivo="Por error.", **by(camino))
    service.reabrir_hallazgo(camino.id, found, **by(camino))
    assert TEMPORALIDAD in pending(camino)


@pytest.mark.parametrize(("who", "codigo"), [("enlace", "ROL_NO_AUTORIZADO"), ("gobierno", "ROL_NO_AUTORIZADO")])
def test_solo_planeacion_decide_los_hallazgos(camino: Revision, who: str, codigo: str) -> None:
    found = huella(camino)
    with pytest.raises(NotAllowed) as refusal:
        service.descartar_hallazgo(camino.id, found, motivo="No.", **by(camino, who))
    assert codigo in refusal.value.codes


def test_la_lista_se_contesta_por_partes_y_lo_que_no_cumple_lleva_nota(camino: Revision) -> None:
    first, second = [renglon.punto.clave for renglon in desk(camino).lista][:2]
    with pytest.raises(Invalid) as refusal:
        service.contestar_lista(camino.id, {first: ("cumple", ""), second: ("no_cumple", "")}, **by(camino))
    assert refusal.value.codes == ["RESPUESTA_SIN_NOTA"]
    assert desk(camino).sin_contestar == len(desk(camino).lista)  # all or nothing

    service.contestar_lista(camino.id, {first: ("cumple", ""), second: ("no_cumple", "Sin fuente.")}, **by(camino))
    kept = {renglon.punto.clave: renglon.respuesta for renglon in desk(camino).lista if renglon.respuesta}
    assert {clave: one.respuesta for clave, one in kept.items()} == {first: "cumple", second: "no_cumple"}


def test_un_envio_nuevo_empieza_la_lista_y_muestra_lo_que_se_contesto_del_anterior(camino: Revision) -> None:
    answer_all(camino)
    camino.again(lambda document: None)
    lista = desk(camino).lista
    assert {renglon.respuesta for renglon in lista} == {None}
    assert {renglon.anterior.respuesta for renglon in lista if renglon.anterior} == {"cumple"}


def test_la_lista_sin_contestar_se_avisa_al_validar_y_si_la_regla_lo_dice_lo_impide(camino: Revision) -> None:
    rule(camino, "lista_de_revision", "bloquear")
    with pytest.raises(Refused) as refusal:
        camino.do("planeacion", "validar")
    assert refusal.value.codes == ["LISTA_SIN_CONTESTAR"]
    answer_all(camino)
    assert camino.do("planeacion", "validar").etapa == "validado"


def test_sin_esa_regla_solo_se_dice(camino: Revision) -> None:
    result = camino.do("planeacion", "validar")
    assert result.etapa == "validado"
    assert [aviso.code for aviso in result.avisos] == ["LISTA_SIN_CONTESTAR"]


def test_con_segunda_revision_se_valida_lo_que_otra_persona_propuso(camino: Revision) -> None:
    rule(camino, "segunda_revision", "requerida")
    with pytest.raises(Refused) as refusal:
        camino.do("planeacion", "validar")
    assert refusal.value.codes == ["SEGUNDA_REVISION_SIN_PROPUESTA"]

    service.proponer_validacion(camino.id, "Todo en orden.", **by(camino, "planeacion"))
    with pytest.raises(Refused) as refusal:
        camino.do("planeacion", "validar")
    assert refusal.value.codes == ["SEGUNDA_REVISION_MISMA_PERSONA"]

    service.devolver_propuesta(camino.id, "Revise el presupuesto.", **by(camino, "planeacion"))
    with pytest.raises(Refused):
        camino.do("planeacion", "validar")
    service.proponer_validacion(camino.id, "Revisado otra vez.", **by(camino))
    assert camino.do("planeacion", "validar").etapa == "validado"


def test_la_propuesta_es_de_un_envio_el_siguiente_necesita_la_suya(camino: Revision) -> None:
    service.proponer_validacion(camino.id, "Todo en orden.", **by(camino))
    with pytest.raises(Refused) as refusal:
        service.proponer_validacion(camino.id, "Otra vez.", **by(camino))
    assert refusal.value.codes == ["PROPUESTA_YA_HECHA"]
    camino.again(lambda document: None)
    assert desk(camino).propuesta is None


def test_no_se_propone_validar_con_una_bloqueante_abierta_ni_sin_decir_por_que(camino: Revision) -> None:
    with pytest.raises(Invalid) as empty:
        service.proponer_validacion(camino.id, " ", **by(camino))
    assert empty.value.codes == ["PROPUESTA_SIN_NOTA"]
    camino.do("revisora", "observar", campo="presupuesto", tipo="bloqueante", texto="Aclare.")
    with pytest.raises(Refused) as refusal:
        service.proponer_validacion(camino.id, "Todo en orden.", **by(camino))
    assert refusal.value.codes == ["BLOQUEANTE_ABIERTA"]


def test_solo_la_persona_titular_regresa_una_propuesta(camino: Revision) -> None:
    service.proponer_validacion(camino.id, "Todo en orden.", **by(camino))
    with pytest.raises(NotAllowed):
        service.devolver_propuesta(camino.id, "No.", **by(camino, "revisor"))


def test_asignar_no_mueve_el_expediente_y_respeta_la_separacion_de_funciones(camino: Revision) -> None:
    cast = camino.cast
    service.asignar(camino.id, cast.revisor.usuario_id, **by(camino, "planeacion"))
    row = db.session.get_one(Expediente, camino.id)
    assert (row.revisor_id, row.etapa) == (cast.revisor.usuario_id, "en_revision")
    with pytest.raises(Refused) as twice:
        service.asignar(camino.id, cast.revisor.usuario_id, **by(camino, "planeacion"))
    assert twice.value.codes == ["REVISOR_YA_ASIGNADO"]
    with pytest.raises(Refused) as outside:
        service.asignar(camino.id, cast.enlace.usuario_id, **by(camino, "planeacion"))
    assert outside.value.codes == ["REVISOR_SIN_CARGO"]
    with pytest.raises(NotAllowed):
        service.asignar(camino.id, cast.revisora.usuario_id, **by(camino))


def test_nadie_recibe_lo_de_su_propia_dependencia(app: Flask, cast: Cast, ahora: datetime) -> None:
    roles = (Asignacion("dependencia_captura", "UR-036"), Asignacion("dependencia_titular", "UR-036"))
    head = Actor(cast.regidora.usuario_id, "Titular", "Titular", roles)
    with plain_documents():
        own = ruta.crear("poa", "UR-036", "PP-22", 2026, "POA", actor=head, ahora=ahora, contenido=CONTENIDO)
        ruta.actuar(own, "enviar", actor=head, ahora=ahora)
    with pytest.raises(Refused) as refusal:
        service.asignar(own, cast.revisor.usuario_id, actor=cast.planeacion, ahora=ahora)
    assert refusal.value.codes == ["REVISOR_IMPEDIDO", "REVISOR_MISMA_DEPENDENCIA"]
    row = next(one for one in queries.reparto(ahora).asignables if one.fila.id == own)
    assert (row.revisor_id, row.sugerido_id) == (None, None)


def test_asignar_varios_da_un_resultado_por_expediente_y_uno_que_falla_no_deshace_los_otros(camino: Revision) -> None:
    cast, missing = camino.cast, camino.id + 1000
    pares = [(camino.id, cast.revisor.usuario_id), (missing, cast.revisor.usuario_id)]
    found = service.asignar_varios(pares, **by(camino, "planeacion"))
    told = {one.expediente_id: [reason.code for reason in one.motivos] for one in found}
    assert told == {camino.id: [], missing: ["NO_EXISTE"]}
    assert db.session.get_one(Expediente, camino.id).revisor_id == cast.revisor.usuario_id


def test_la_carga_cuenta_lo_que_cada_quien_tiene_y_sugiere_a_quien_tiene_menos(camino: Revision) -> None:
    cast = camino.cast
    found = {one.usuario_id: one for one in queries.reparto(camino.ahora).cargas}
    assert found[cast.revisora.usuario_id].en_mano == 1
    assert found[cast.revisor.usuario_id].en_mano == 0
    other = Revision(cast, camino.ahora, clean_poa(), programa="PP-33")
    other.do("titular", "enviar")
    row = next(one for one in queries.reparto(other.ahora).asignables if one.fila.id == other.id)
    assert (row.revisor_id, row.sugerido_id) == (None, cast.revisor.usuario_id)  # not who validates


def test_los_dias_de_una_revision_son_habiles_y_se_cuentan_al_terminar(camino: Revision) -> None:
    camino.ahora += timedelta(days=7)  # from Tuesday to Tuesday: five business days
    camino.do("planeacion", "validar")
    found = {one.usuario_id: one for one in queries.reparto(camino.ahora).cargas}
    assert (found[camino.cast.revisora.usuario_id].terminadas, found[camino.cast.revisora.usuario_id].dias) == (
        1,
        "5.0",
    )


def test_un_texto_editado_es_otra_edicion_y_quien_vio_la_anterior_lo_sabe(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    who = {"actor": cast.planeacion, "ahora": ahora}
    told = {"tipo": "poa", "categoria": "Metas", "texto": "Justifique.", "tipo_observacion": "recomendacion"}
    clave = service.registrar_texto(None, 0, **told, **who)
    service.registrar_texto(clave, 1, **{**told, "texto": "Justifique la meta."}, **who)
    assert [one.texto for one in queries.textos("poa") if one.clave == clave] == ["Justifique la meta."]
    with pytest.raises(Stale) as refusal:
        service.registrar_texto(clave, 1, **told, **who)
    assert refusal.value.codes == ["CATALOGO_CAMBIO"]
    service.registrar_texto(clave, 2, **told, activo=False, **who)
    assert clave not in {one.clave for one in queries.textos("poa")}
    with pytest.raises(NotAllowed):
        service.registrar_texto(None, 0, **told, actor=cast.revisora, ahora=ahora)


def test_una_pregunta_rige_desde_su_fecha(app: Flask, cast: Cast, ahora: datetime) -> None:
    hoy = local_date(ahora)
    mas_tarde = hoy.replace(day=hoy.day + 3)
    clave = service.registrar_punto(
        None, 0, tipo="poa", orden=5, pregunta="¿Hay minuta?", fundamento="Por confirmar", vigente_desde=mas_tarde,
        actor=cast.planeacion, ahora=ahora,
    )  # fmt: skip
    assert clave not in {one.clave for one in queries.puntos("poa", hoy)}
    assert queries.puntos("poa", mas_tarde)[0].clave == clave


def test_un_umbral_fuera_de_rango_o_sin_fundamento_no_se_registra(app: Flask, cast: Cast, ahora: datetime) -> None:
    hoy, who = local_date(ahora), {"actor": cast.planeacion, "ahora": ahora}
    for valor, fundamento in ((60, "Acuerdo"), (101, "Acuerdo"), (None, "Acuerdo"), (90, " ")):
        with pytest.raises(Invalid):
            service.registrar_umbral("indicador_parecido", valor, vigente_desde=hoy, fundamento=fundamento, **who)
    service.registrar_umbral("indicador_parecido", 90, vigente_desde=hoy, fundamento="Acuerdo", **who)
    assert {one.umbral.clave: one.valor for one in queries.umbrales_vigentes(hoy)}["indicador_parecido"] == 90


def told(camino: Revision, codigo: str) -> set[int]:
    """Who was given that notice, once the work in the background is done."""
    tasks.drain()
    db.session.rollback()
    return set(db.session.scalars(select(Aviso.usuario_id).where(Aviso.codigo == codigo)))


def test_se_avisa_a_quien_recibe_a_quien_valida_y_a_quien_se_le_regresa(camino: Revision) -> None:
    cast = camino.cast
    service.asignar(camino.id, cast.revisor.usuario_id, **by(camino, "planeacion"))
    assert told(camino, "revision_asignada") == {cast.revisor.usuario_id}
    service.proponer_validacion(camino.id, "Todo en orden.", **by(camino, "revisor"))
    assert told(camino, "validacion_propuesta") == {cast.planeacion.usuario_id}
    service.devolver_propuesta(camino.id, "Revise el presupuesto.", **by(camino, "planeacion"))
    assert told(camino, "propuesta_devuelta") == {cast.revisor.usuario_id}


def test_dos_personas_que_aceptan_el_mismo_hallazgo_a_la_vez_dejan_una_observacion(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    camino = in_review(postgres_cast, ahora, clean_poa(with_subsidy))
    found, ready = huella(camino), Barrier(2)

    def accept(who: str) -> str:
        with postgres_app.app_context():
            ready.wait(timeout=10)
            try:
                return service.aceptar_hallazgo(camino.id, found, actor=getattr(postgres_cast, who), ahora=ahora)
            except Stale as refusal:
                return refusal.codes[0]

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(accept, ("revisora", "revisor")))
    assert told == ["HALLAZGO_YA_DECIDIDO", "O1"]
