"""Bloqueo: kept and used by nobody. Supresión: nothing is left, in the tables nor in the files, but its proof."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.builders_padron import ANA, BUENO, LUPE, Expediente, llaves
from tests.cast import Cast
from workflow.archivos import queries as archivos
from workflow.audit import queries as audit
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound
from workflow.padron import queries
from workflow.padron.models import Inscripcion, PadronFila
from workflow.padron.privacidad.models import CON_BLOQUEADAS, PadronBloqueo
from workflow.padron.privacidad.queries.accesos import apariciones, cuantas, fila_cubierta
from workflow.padron.privacidad.service.accesos import ver_fila
from workflow.padron.privacidad.service.bloqueo import Orden, compactar, decidir, por_suprimir

HASTA = date(2036, 2, 10)
ORDEN = Orden("LGPDPPSO, artículo 18; oficio UT/12/2026", "Padrones de beneficiarios", HASTA)
YA = Orden("Dictamen de baja documental 3/2026", "Padrones de beneficiarios", date(2026, 2, 10))


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(cast, ahora)
    expediente.carga_id = expediente.loaded(BUENO)  # type: ignore[attr-defined]
    expediente.publish()
    return expediente


def act(expediente: Expediente, accion: str, numero: int | None = 2, orden: Orden = ORDEN) -> int:
    return decidir(
        accion, expediente.carga_id, numero, orden, actor=expediente.cast.transparencia, ahora=expediente.tick()
    )  # type: ignore[attr-defined]  # fmt: skip


def enrolled() -> int:
    return db.session.scalar(select(func.count()).select_from(Inscripcion).where(Inscripcion.hasta.is_(None))) or 0


def test_lo_bloqueado_no_se_muestra_ni_se_busca_ni_se_cuenta_y_transparencia_lo_encuentra(
    expediente: Expediente,
) -> None:
    carga_id: int = expediente.carga_id  # type: ignore[attr-defined]
    assert (cuantas(carga_id), enrolled()) == (2, 2)
    assert act(expediente, "bloquear") == 1
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    assert [fila.numero for fila in queries.filas_a_la_vista(carga_id, llaves())] == [3]
    assert [numero for numero, _, _ in queries.filas_en_claro(carga, llaves())] == [3]
    assert queries.cargas_de_la_persona(ANA, llaves()) == []
    assert (cuantas(carga_id), enrolled()) == (1, 1)
    assert fila_cubierta(expediente.id, carga_id, 2, llaves()) is None
    with pytest.raises(NotFound):
        ver_fila(
            expediente.id, carga_id, 2, ["CURP"], motivo="correccion", detalle="", llavero=llaves(),
            actor=expediente.actor, ahora=expediente.tick(),
        )  # fmt: skip
    assert [one.bloqueo for one in apariciones(ANA, llaves())] == ["bloqueada"]
    assert act(expediente, "levantar") == 1
    assert (cuantas(carga_id), enrolled(), len(queries.cargas_de_la_persona(ANA, llaves()))) == (2, 2, 1)


def test_solo_transparencia_bloquea_y_no_se_suprime_sin_bloquear_ni_antes_del_plazo(expediente: Expediente) -> None:
    carga_id: int = expediente.carga_id  # type: ignore[attr-defined]
    for actor in (expediente.actor, expediente.cast.planeacion, expediente.cast.administradora):
        with pytest.raises(NotAllowed):
            decidir("bloquear", carga_id, 2, ORDEN, actor=actor, ahora=expediente.tick())
    with pytest.raises(Invalid, match="BLOQUEO_SIN_BLOQUEAR"):
        act(expediente, "suprimir", orden=YA)
    act(expediente, "bloquear")
    with pytest.raises(Invalid, match="BLOQUEO_YA_BLOQUEADA"):
        act(expediente, "bloquear")
    for orden in (Orden("Dictamen de baja 3/2026", "Padrones"), YA):  # nor with another term typed in its form
        with pytest.raises(Invalid, match="SUPRESION_ANTES_DE_PLAZO"):
            act(expediente, "suprimir", orden=orden)
    with pytest.raises(Invalid, match="SUPRESION_SIN_SOLICITUD"):
        act(expediente, "suprimir", orden=Orden("Solicitud ARCO", "Padrones", HASTA, solicitud_id=99))
    with pytest.raises(Invalid, match="TEXTO_CON_DATOS_PERSONALES"):
        act(expediente, "levantar", orden=Orden(f"a petición de {ANA}", "Padrones"))


def test_un_padron_entero_vence_y_se_suprime_con_su_acta(expediente: Expediente) -> None:
    carga_id: int = expediente.carga_id  # type: ignore[attr-defined]
    assert act(expediente, "bloquear", None, YA) == 2
    assert (cuantas(carga_id), enrolled()) == (0, 0)
    assert por_suprimir(date(2026, 2, 9)) == [] and por_suprimir(date(2026, 2, 10)) == [carga_id]
    assert act(expediente, "suprimir", None, YA) == 2
    assert por_suprimir(date(2026, 2, 10)) == []
    acta = db.session.scalars(select(PadronBloqueo).where(PadronBloqueo.accion == "suprimir")).one()
    carga = queries.carga(carga_id, expediente.id)
    assert acta.prueba is not None and acta.filas == 2 and acta.por == "Irma Cid Valdez"
    assert (acta.prueba["filas"], acta.prueba["llaves"], acta.prueba["archivo_suprimido"]) == (2, {"d1": 2}, True)
    assert acta.prueba["archivo_sha256"] == carga.archivo.sha256 and len(acta.prueba["huella_de_lo_removido"]) == 64
    with pytest.raises(Invalid, match="BLOQUEO_YA_SUPRIMIDA"):
        act(expediente, "suprimir", None, YA)
    entry = audit.last(("expediente", expediente.id), "padron:bloqueo")
    assert entry is not None and entry.datos["prueba"] == acta.prueba and audit.verify()[1] == []


def dump(app: Flask, tmp_path: Path) -> bytes:
    """What a copy of the database holds, in bytes."""
    settings = app.config["RUTA"]
    db.session.remove()
    if settings.is_sqlite:
        path = Path(settings.database_url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    url = settings.database_url.replace("postgresql+psycopg://", "postgresql://")
    return subprocess.run(["pg_dump", "--no-owner", url], capture_output=True, check=True).stdout


def test_despues_de_suprimir_no_queda_nada_en_la_base_ni_en_los_archivos(
    expediente: Expediente, app: Flask, tmp_path: Path
) -> None:
    carga_id: int = expediente.carga_id  # type: ignore[attr-defined]
    row = db.session.scalars(select(PadronFila).where(PadronFila.carga_id == carga_id, PadronFila.numero == 2)).one()
    secrets = [row.datos, row.datos.hex().encode()]
    indexes = [str(one).encode() for one in (row.indice, row.clave, row.nombre, row.contenido) if one]
    other = str(db.session.scalars(select(PadronFila.indice).where(PadronFila.numero == 3)).one()).encode()
    sha = queries.carga(carga_id, expediente.id).archivo.sha256
    before = dump(app, tmp_path)
    assert any(secret in before for secret in secrets) and all(index in before for index in indexes)
    act(expediente, "bloquear", orden=YA)
    act(expediente, "suprimir")
    compactar()
    after = dump(app, tmp_path)
    assert not [secret for secret in (*secrets, *indexes) if secret in after]
    assert other in after  # who was not deleted is still found
    assert ANA.encode() not in after and LUPE.encode() not in after
    assert not archivos.hidden_path(sha).exists()
    files = b"".join(path.read_bytes() for path in archivos.files_root().rglob("*") if path.is_file())
    assert ANA.encode() not in files and BUENO not in files
    assert apariciones(ANA, llaves()) == [] and len(apariciones(LUPE, llaves())) == 1
    left = db.session.scalars(
        select(PadronFila).where(PadronFila.numero == 2).execution_options(**CON_BLOQUEADAS)
    ).one()
    assert (left.datos, left.indice, left.edad, left.monto, left.bloqueo) == (b"", None, None, None, "suprimida")
    assert [len(row.clave) for row in db.session.scalars(select(Inscripcion).execution_options(**CON_BLOQUEADAS))] == [
        32, 32,
    ]  # fmt: skip


def test_los_actos_de_bloqueo_no_se_borran(expediente: Expediente) -> None:
    act(expediente, "bloquear")
    with pytest.raises(Exception, match="tabla de hechos"):
        db.session.execute(text("DELETE FROM padron_bloqueo"))
    db.session.rollback()
