"""The register of ASM: each act is a fact with the state it left, and nothing is fulfilled without evidence."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from tests.builders_indicadores import A01, ABRIL, Publicado
from tests.cast import Cast
from workflow.asm import queries, service
from workflow.asm.models import AsmHecho
from workflow.asm.reglas import Nuevo
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused, Stale

HOY = date(2026, 4, 6)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
EXTERNO = Nuevo("Sin padrón actualizado", "Actualizarlo", "UR-050", "evaluacion", "Auditoría 12/2026")


def register(cast: Cast, one: Nuevo = EXTERNO, **more: Any) -> int:
    return service.registrar(one, ejercicio=2026, **{"actor": cast.revisora, "ahora": ABRIL, **more})


def do(cast: Cast, who: str, asm_id: int, acto: str, **more: Any) -> str:
    vista = more.pop("vista", queries.asm(asm_id, HOY).numero)
    more.setdefault("ahora", ABRIL)
    return service.actuar(asm_id, acto, actor=getattr(cast, who), vista=vista, **more)


def test_va_del_hallazgo_a_su_cumplimiento_con_evidencia_y_guarda_cada_paso(cast: Cast) -> None:
    asm_id = register(cast)
    assert do(cast, "enlace", asm_id, "comprometer", texto="En mayo", vence=date(2026, 5, 15)) == "comprometido"
    do(cast, "enlace", asm_id, "avanzar", texto="Van 200 de 500")
    entrega = {"archivo": io.BytesIO(PDF), "nombre": "padron.pdf"}
    assert do(cast, "titular", asm_id, "entregar", **entrega) == "por_verificar"
    assert do(cast, "revisora", asm_id, "devolver", texto="Falta la firma") == "comprometido"
    do(cast, "titular", asm_id, "entregar", archivo=io.BytesIO(PDF), nombre="firmado.pdf")
    assert do(cast, "planeacion", asm_id, "verificar") == "cumplido"
    one = queries.asm(asm_id, HOY)
    assert [h.acto for h in one.hechos] == [
        "registrar", "comprometer", "avanzar", "entregar", "devolver", "entregar", "verificar",
    ]  # fmt: skip
    assert (one.compromiso, one.vence, one.hechos[3].archivo) == ("En mayo", date(2026, 5, 15), "padron.pdf")
    archivo_id = one.hechos[3].archivo_id
    assert archivo_id and queries.evidencia(asm_id, archivo_id).nombre == "padron.pdf"
    with pytest.raises(NotFound):
        queries.evidencia(asm_id, archivo_id + 99)
    with pytest.raises(Refused) as refusal:
        do(cast, "revisora", asm_id, "retirar", texto="Ya no")
    assert refusal.value.codes == ["ASM_NO_PROCEDE"]


def test_los_folios_son_consecutivos_y_lo_que_falta_se_dice_completo(cast: Cast) -> None:
    uno, dos = register(cast), register(cast)
    assert [one.folio for one in queries.lista(HOY)] == ["ASM-2026-001", "ASM-2026-002"]
    assert (uno, dos) == tuple(one.id for one in queries.lista(HOY))
    with pytest.raises(Invalid) as refusal:
        register(cast, Nuevo("", "", "UR-999", "evaluacion", "x"))
    assert refusal.value.codes == ["ASM_SIN_HALLAZGO", "ASM_SIN_RECOMENDACION"]
    with pytest.raises(Invalid) as refusal:
        register(cast, Nuevo("a", "b", "UR-999", "evaluacion", "x"))
    assert refusal.value.codes == ["ASM_SIN_DEPENDENCIA"]


def test_el_que_viene_de_un_indicador_lleva_su_nombre_y_es_de_su_dependencia(cast: Cast, ahora: datetime) -> None:
    poa = Publicado(cast, ahora)
    nuevo = Nuevo("Va en 30 %", "Revisar la meta", "UR-050", "indicador", "", poa.id, A01)
    asm_id = register(cast, nuevo)
    assert queries.asm(asm_id, HOY).referencia.startswith("A01: Pavimentar calles, tramo A01, POA")
    assert [one.id for one in queries.lista(HOY, expediente_id=poa.id)] == [asm_id]
    for malo, code in (
        (Nuevo("a", "b", "UR-043", "indicador", "", poa.id, A01), "ASM_DEPENDENCIA_AJENA"),
        (Nuevo("a", "b", "UR-050", "indicador", "", poa.id, "actividades[A99]"), "ASM_SIN_INDICADOR"),
        (Nuevo("a", "b", "UR-050", "indicador", "", poa.id + 99, A01), "ASM_SIN_INDICADOR"),
    ):
        with pytest.raises(Invalid) as refusal:
            register(cast, malo)
        assert refusal.value.codes == [code]


def test_cada_quien_lo_suyo(cast: Cast) -> None:
    for quien in ("enlace", "auditor", "administradora"):
        with pytest.raises(NotAllowed):
            register(cast, actor=getattr(cast, quien))
    asm_id = register(cast)
    for quien, acto in (
        ("enlace_educacion", "comprometer"), ("revisora", "comprometer"), ("enlace", "retirar"), ("auditor", "avanzar"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            do(cast, quien, asm_id, acto, texto="x", vence=date(2026, 5, 1))


def test_si_otra_persona_actuo_mientras_tanto_se_avisa_y_nada_cambia(cast: Cast) -> None:
    asm_id = register(cast)
    do(cast, "enlace", asm_id, "comprometer", texto="Uno", vence=date(2026, 5, 1))
    with pytest.raises(Stale) as refusal:
        do(cast, "titular", asm_id, "avanzar", texto="Dos", vista=1)
    assert refusal.value.codes == ["ASM_CAMBIADO"]
    assert queries.asm(asm_id, HOY).numero == 2


def test_la_bandeja_cuenta_lo_de_cada_quien_y_lo_vencido(cast: Cast) -> None:
    abril, mayo = register(cast), register(cast)
    do(cast, "enlace", abril, "comprometer", texto="Uno", vence=date(2026, 4, 30))
    responde = ("por_comprometer", "comprometido")
    assert queries.pendientes(responde, {"UR-050"}, HOY) == (2, 0)
    assert queries.pendientes(responde, {"UR-050"}, date(2026, 5, 1)) == (2, 1)
    assert queries.pendientes(responde, {"UR-043"}, HOY) == (0, 0)
    assert queries.pendientes(responde, (), HOY) == (0, 0)
    do(cast, "enlace", abril, "entregar", archivo=io.BytesIO(PDF), nombre="a.pdf")
    assert queries.pendientes(("por_verificar",), None, HOY) == (1, 0)
    assert [one.id for one in queries.lista(HOY, estado="abiertos")] == [abril, mayo]


def test_como_estaba_en_otra_fecha(cast: Cast) -> None:
    asm_id = register(cast)
    do(cast, "enlace", asm_id, "comprometer", texto="Uno", vence=date(2026, 5, 1),
       ahora=datetime(2026, 4, 8, 16, tzinfo=UTC))  # fmt: skip
    [antes] = queries.lista(HOY, hasta=datetime(2026, 4, 7, 16, tzinfo=UTC))
    [despues] = queries.lista(HOY)
    assert (antes.estado, despues.estado) == ("por_comprometer", "comprometido")
    assert queries.lista(HOY, hasta=datetime(2026, 4, 1, tzinfo=UTC)) == []


def test_un_hecho_no_se_modifica_ni_se_borra(cast: Cast) -> None:
    register(cast)
    db.session.query(AsmHecho).one().texto = "Otra cosa"
    with pytest.raises(DatabaseError):
        db.session.commit()
    db.session.rollback()
