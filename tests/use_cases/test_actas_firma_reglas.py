"""Rules and authorities of electronic signature: from when, on what grounds, and the way back to paper."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests.cast import Cast
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service import firmas_configuracion as configuracion
from workflow.actas.service import firmas_firmar as firmado
from workflow.actas.service import firmas_proceso as procesos
from workflow.kernel.refusals import Invalid, NotAllowed, Refused


def test_un_proyecto_no_se_firma_salvo_que_la_regla_lo_admita(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from tests import builders_documentos as d

    frozen = d.raised(d.closed_cabildo(sqlite_cast, ahora), ahora + timedelta(days=3))
    b.rule(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(frozen.id, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_DE_PROYECTO"]
    b.rule(sqlite_cast, ahora, sesion_tipo="ordinaria", admite_proyecto=True)
    assert procesos.iniciar_firma(frozen.id, actor=sqlite_cast.gobierno, ahora=ahora) > 0


def test_sin_regla_se_firma_en_papel_y_para_firmar_con_certificado_hace_falta_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.approved(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(acta, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_SIN_FUNDAMENTO"]
    procesos.iniciar_firma(acta, fundamento=b.FUNDAMENTO, actor=sqlite_cast.gobierno, ahora=ahora)
    assert consultas.proceso(acta).fundamento == b.FUNDAMENTO  # type: ignore[union-attr]
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(acta, fundamento=b.FUNDAMENTO, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_YA_INICIADA"]


def test_se_vuelve_al_papel_con_su_motivo_y_lo_firmado_se_conserva(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    b.sign(acta, "0", cast.gobierno, ahora)
    with pytest.raises(Invalid):
        procesos.terminar_firma(acta, " ", actor=cast.gobierno, ahora=ahora)
    procesos.terminar_firma(acta, "El pleno acordó firmar en papel", actor=cast.gobierno, ahora=ahora)
    found = consultas.proceso(acta)
    assert found is not None and found.estado == "terminado" and found.firmadas == 1
    with pytest.raises(Refused) as refusal:
        firmado.firmar(acta, "1", valor=b"", actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_SIN_INICIAR"]


def test_una_regla_nueva_no_es_hacia_atras_y_lleva_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from tests import builders_sesiones as s

    s.load_organs(sqlite_cast, ahora)
    with pytest.raises(Refused):
        b.rule(sqlite_cast, ahora, vigente_desde=ahora.date() - timedelta(days=1))
    with pytest.raises(Invalid):
        b.rule(sqlite_cast, ahora, fundamento=" ")
    with pytest.raises(NotAllowed):
        configuracion.registrar_regla_firma(
            "CAB", configuracion.ReglaNueva("acta", "electronica", "libre", "x", ahora.date()),
            actor=sqlite_cast.regidora, ahora=ahora,
        )  # fmt: skip


def test_el_certificado_de_una_persona_no_se_registra_como_autoridad(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    nueva = configuracion.AutoridadNueva(f.efirma().pem, "raiz", b.FUNDAMENTO, ahora.date())
    with pytest.raises(Invalid) as refusal:
        configuracion.registrar_autoridad(nueva, actor=sqlite_cast.administradora, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_AUTORIDAD_NO_ES"]


def test_de_una_autoridad_retirada_nadie_firma_desde_el_dia_siguiente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.approved(sqlite_cast, ahora)
    autoridad = b.trust(sqlite_cast, ahora)
    b.rule(sqlite_cast, ahora)
    b.freeze(acta, sqlite_cast.gobierno, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    configuracion.retirar_autoridad(autoridad, "Cambió de llaves", actor=sqlite_cast.administradora, ahora=ahora)
    with pytest.raises(Invalid) as refusal:
        b.sign(acta, "1", sqlite_cast.gobierno, ahora + timedelta(days=1))
    assert refusal.value.codes == ["FIRMA_SIN_CONFIANZA"]
