"""The review of each day reminds of the goals too: one digest for each person, once, and quiet when all is reported."""

from __future__ import annotations

from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders_indicadores import A01, A02, Publicado, actividad, contenido, linea
from tests.cast import Cast
from workflow.avisos import queries as avisos
from workflow.avisos import service as avisos_service
from workflow.avisos.models import Aviso
from workflow.db import db
from workflow.indicadores import service
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import parse_local
from workflow.outbox.models import Trabajo

DE_ENERO = contenido(mir=None, actividades=[actividad("A01", ["10"] * 12), actividad("A02", ["5", *["0"] * 11])])


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    return Publicado(cast, ahora, DE_ENERO)


def at(dia: str) -> datetime:
    return parse_local(f"{dia}T07:10")


def remind(dia: str) -> int:
    db.session.rollback()
    return service.recordar_avances(actor=SISTEMA, ahora=at(dia))


def told() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Aviso.codigo).where(Aviso.codigo.startswith("avance_")).order_by(Aviso.id)))


def test_se_recuerda_antes_y_despues_y_cada_dia_una_sola_vez(poa: Publicado) -> None:
    """January is due on Friday 13 February: one business day before is Thursday 12; late on Monday 16."""
    assert [remind("2026-02-12"), remind("2026-02-12"), remind("2026-02-13"), remind("2026-02-16")] == [1, 0, 1, 1]
    assert told() == ["avance_por_vencer", "avance_vence_hoy", "avance_vencido"]
    assert [remind("2026-02-18"), remind("2026-02-18")] == [1, 0]  # three days late: the titular
    [escalado] = avisos.nuevos(poa.cast.titular.usuario_id)
    assert (escalado.codigo, [mes.dice for mes in escalado.meses]) == (
        "avance_escalado", ["Enero de 2026: 2 avances por reportar"],
    )  # fmt: skip


def test_lo_reportado_deja_de_recordarse(poa: Publicado) -> None:
    poa.report("2026-01", linea(A01, "10"), linea(A02, "5"))
    assert [remind(dia) for dia in ("2026-02-12", "2026-02-13", "2026-02-16", "2026-02-25")] == [0, 0, 0, 0]


def test_los_dias_de_atraso_que_avisan_a_la_titular_son_una_regla_con_fecha(poa: Publicado) -> None:
    service.registrar_regla(
        "escalar_avance_titular", "1", date(2026, 2, 16), "Oficio 9", actor=poa.cast.planeacion, ahora=at("2026-02-10")
    )
    remind("2026-02-16")
    assert told() == ["avance_vencido", "avance_escalado"]


def letters(app: Flask, dia: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, EmailMessage]:
    """The digests that the review of a day sends, by the name of who receives it."""
    tasks.drain()  # what was left before
    monkeypatch.setattr(tasks, "utc_now", lambda: at(dia))
    for _ in range(2):  # asked for twice, it is one
        avisos_service.dejar_repaso(date.fromisoformat(dia), actor=SISTEMA, ahora=at(dia))
        tasks.drain()
    parser = BytesParser(policy=policy.default)
    found = [parser.parsebytes(path.read_bytes()) for path in sorted(app.config["RUTA"].mailbox_path.glob("resumen-*"))]
    return {str(letter["To"]).split()[0]: letter for letter in found}


def test_el_repaso_manda_a_cada_persona_un_solo_correo_con_todo(
    app: Flask, poa: Publicado, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Friday 13 March February is due and January, late since 13 February: two notices of one person, one e-mail."""
    found = letters(app, "2026-03-13", monkeypatch)
    assert sorted(found) == ["Brenda", "Martín", "Rebeca"]  # the enlace, and the titular and Planeación by the lateness
    text = found["Brenda"].get_content()
    assert found["Brenda"]["Subject"] == "2 asuntos que atender"
    assert "Enero de 2026: 2 avances por reportar; venció el 13/02/2026." in text
    assert "Febrero de 2026: 1 avance por reportar; vence el 13/03/2026." in text
    assert "/indicadores/captura" in text and "/plazos" not in text
    assert "Etapa:" not in text and "A01" not in text
    enlace = poa.cast.enlace.usuario_id
    mine = select(func.count()).where(Trabajo.llave.startswith(f"aviso.resumen:{enlace}:"))
    assert db.session.scalar(mine) == 1


def test_sin_nada_que_deber_el_repaso_no_escribe_a_nadie(
    app: Flask, poa: Publicado, monkeypatch: pytest.MonkeyPatch
) -> None:
    poa.report("2026-01", linea(A01, "10"), linea(A02, "5"), ahora=at("2026-02-10"))
    assert letters(app, "2026-02-13", monkeypatch) == {}
    assert told() == []


def test_el_gasto_sin_reportar_va_en_el_mismo_aviso(cast: Cast, ahora: datetime) -> None:
    lines = [{"partida": "2610", "concepto": "Combustibles", "fuente": "15", "meses": [1_000_00] * 12}]
    Publicado(cast, ahora, {**DE_ENERO, "presupuesto": lines})
    assert remind("2026-02-12") == 1
    [found] = avisos.nuevos(cast.enlace.usuario_id)
    assert [mes.dice for mes in found.meses] == ["Enero de 2026: 2 avances por reportar y 1 renglón de gasto"]
