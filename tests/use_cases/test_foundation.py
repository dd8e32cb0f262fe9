"""The ground every use case stands on: the record, the outbox, idempotency, kept files."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF, XLSX
from workflow.audit import queries as audit
from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import AlreadyDone, Invalid, TooLarge
from workflow.outbox import queries as outbox
from workflow.outbox import service


@use_case
def _act(n: int, ahora: datetime, fail: bool = False) -> None:
    record("prueba:acto", actor=SISTEMA, ahora=ahora, objeto=("prueba", n), datos={"n": n})
    service.leave("prueba.hacer", llave=f"p:{n}", payload={"n": n}, ahora=ahora, objeto=("prueba", n))
    if fail:
        raise RuntimeError


def test_un_acto_que_falla_no_deja_asiento_ni_trabajo(app: Flask, ahora: datetime) -> None:
    with pytest.raises(RuntimeError):
        _act(1, ahora, fail=True)
    assert audit.of(("prueba", 1)) == []
    assert outbox.status_of(("prueba", 1)) == []


def test_el_registro_se_verifica_y_descubre_un_cambio(app: Flask, ahora: datetime) -> None:
    for n in (1, 1, 2):
        _act(n, ahora)
    assert audit.verify() == (3, [])
    db.session.rollback()
    if app.config["RUTA"].is_sqlite:
        db.session.execute(text("DROP TRIGGER asiento_sin_update"))
    else:
        db.session.execute(text("ALTER TABLE asiento DISABLE TRIGGER USER"))
    db.session.execute(text("UPDATE asiento SET actor_nombre = 'Otra persona' WHERE seq = 2"))
    db.session.commit()
    count, breaks = audit.verify()
    if not app.config["RUTA"].is_sqlite:
        db.session.execute(text("ALTER TABLE asiento ENABLE TRIGGER USER"))
        db.session.commit()
    assert count == 3
    assert [(b.cadena, b.seq, b.motivo) for b in breaks] == [("prueba:1", 2, "CONTENIDO_ALTERADO")]


def test_la_base_de_datos_no_deja_cambiar_ni_borrar_el_registro(app: Flask, ahora: datetime) -> None:
    _act(1, ahora)
    for statement in ("UPDATE asiento SET accion = 'x'", "DELETE FROM asiento"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_la_misma_forma_dos_veces_tiene_un_solo_efecto(app: Flask, ahora: datetime) -> None:
    @use_case
    def receive() -> None:
        once("abc", actor=SISTEMA, ahora=ahora, destino="/expedientes/1")
        record("prueba:acto", actor=SISTEMA, ahora=ahora, objeto=("prueba", 7))

    receive()
    with pytest.raises(AlreadyDone) as caught:
        receive()
    assert caught.value.destination == "/expedientes/1"
    assert len(audit.of(("prueba", 7))) == 1


def test_un_trabajo_lo_toma_uno_solo_y_vuelve_si_el_plazo_vence(app: Flask, ahora: datetime) -> None:
    _act(1, ahora)
    trabajo = outbox.status_of(("prueba", 1))[0]
    first = service.claim(trabajo.id, worker="a", ahora=ahora)
    assert first is not None and first.payload == {"n": 1}
    assert service.claim(trabajo.id, worker="b", ahora=ahora) is None
    later = ahora + timedelta(minutes=2)
    second = service.claim(trabajo.id, worker="b", ahora=later)
    assert second is not None and second.intentos == 2
    assert service.finish(first, ahora=later) is False
    assert service.finish(second, ahora=later) is True
    assert service.claim(trabajo.id, worker="c", ahora=later + timedelta(hours=1)) is None


def test_un_trabajo_que_falla_ocho_veces_queda_a_la_vista_y_se_puede_reintentar(app: Flask, ahora: datetime) -> None:
    _act(1, ahora)
    trabajo = outbox.status_of(("prueba", 1))[0]
    moment = ahora
    for _ in range(8):
        taken = service.claim(trabajo.id, worker="a", ahora=moment)
        assert taken is not None
        service.give_back(taken, ahora=moment, error="SMTP")
        moment += timedelta(hours=1)
    assert [t.estado for t in outbox.failed()] == ["fallido"]
    service.retry(trabajo.id, actor=SISTEMA, ahora=moment)
    assert service.claim(trabajo.id, worker="a", ahora=moment) is not None


def test_un_archivo_se_guarda_por_su_contenido_y_no_por_su_nombre(app: Flask, ahora: datetime) -> None:
    kwargs = {"actor": SISTEMA, "ahora": ahora, "clase": "prueba", "tipos": frozenset({PDF})}
    one = archivos.get(keep(b"%PDF-1.7 hola", nombre="../../etc/passwd", **kwargs))  # type: ignore[arg-type]
    assert one.nombre == "passwd" and one.path.read_bytes() == b"%PDF-1.7 hola"
    assert one.path.name == one.sha256
    with pytest.raises(Invalid) as caught:
        keep(b"MZ\x00\x00", nombre="poa.xlsx", actor=SISTEMA, ahora=ahora, clase="p", tipos=frozenset({XLSX}))
    assert caught.value.codes == ["ARCHIVO_TIPO_NO_ADMITIDO"]
    with pytest.raises(Invalid, match="ARCHIVO_VACIO"):
        keep(b"", nombre="a.pdf", **kwargs)  # type: ignore[arg-type]
    with pytest.raises(TooLarge):
        keep(b"%PDF-" + b"x" * 100, nombre="a.pdf", limite=50, **kwargs)  # type: ignore[arg-type]
