"""The migrations: up, down, up again, equal to the models, one head, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from tests import machine
from tests.conftest import settings_for
from workflow import create_app
from workflow.archivos.queries import set_files_root
from workflow.db import APPEND_ONLY, Base, create_schema, db

pytestmark = pytest.mark.lenta


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database with nothing in it."""
    if request.param == "postgres":
        machine.need("postgres")
    url = f"sqlite:///{tmp_path / 'm.db'}" if request.param == "sqlite" else machine.new_postgres_database()
    app = create_app(settings_for(url, tmp_path), TESTING=True, MUTE_BELL=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    set_files_root(tmp_path / "archivos")


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def _triggers() -> set[str]:
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if db.engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with db.engine.connect() as connection:
        return {row[0] for row in connection.execute(text(sql))}


def test_las_migraciones_suben_bajan_vuelven_a_subir_y_son_iguales_a_los_modelos(empty: Flask) -> None:
    upgrade()
    assert _tables() == {table.name for table in Base.metadata.sorted_tables}
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    downgrade(revision="base")
    assert _tables() == set()
    assert _triggers() == set()
    upgrade()
    assert _tables() == {table.name for table in Base.metadata.sorted_tables}


def test_las_tablas_de_hechos_quedan_protegidas_tambien_por_las_migraciones(empty: Flask) -> None:
    upgrade()
    protected = {name.rsplit("_s", 1)[0].removesuffix("_solo_altas") for name in _triggers()}
    assert protected == set(APPEND_ONLY)
    values = "1, 'x', 1, '2026-01-01 00:00:00+00', 0, 'n', 'a', NULL, '{}', 'h', 'h'"
    with db.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO asiento VALUES ({values})"))
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM asiento"))


def test_hay_una_sola_cabeza() -> None:
    folder = Path(__file__).resolve().parents[2] / "migrations"
    assert len(ScriptDirectory.from_config(_config(folder)).get_heads()) == 1


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


def _checks() -> dict[str, dict[str, str]]:
    """The CHECK of each table, by name: Alembic does not compare them by itself."""
    found = inspect(db.engine)
    return {
        table: {str(one["name"]): " ".join(str(one["sqltext"]).split()) for one in found.get_check_constraints(table)}
        for table in sorted(_tables())
    }


def test_las_migraciones_dejan_las_mismas_condiciones_que_los_modelos(empty: Flask) -> None:
    """A list of codes that grew in the models and not in the migrations would refuse the new ones."""
    create_schema()
    wanted = _checks()
    db.drop_all()
    upgrade()
    assert _checks() == wanted


def test_lo_que_habia_antes_de_la_segunda_migracion_sigue_igual_y_protegido(empty: Flask) -> None:
    """An installation of the first schema, with facts, goes up and down: nothing is lost, nothing can be rewritten."""
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement))
    upgrade()
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT version, etapa, integra_id FROM expediente_resolucion")).all()
        assert [tuple(row) for row in kept] == [(1, "aprobado", None)]
        assert connection.scalar(text("SELECT count(*) FROM expediente")) == 1
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("UPDATE expediente_resolucion SET version = 2"))
    downgrade(revision="0001")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM expediente_resolucion")) == 1
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM expediente_resolucion"))


_EN = "'2026-01-02 10:00:00+00'"
BEFORE = (
    "INSERT INTO dependencia (id, clave, siglas, tipo, titular_cargo) VALUES (1, 'UR-050', 'DOP', 'd', 'Director')",
    "INSERT INTO expediente (id, folio, tipo, dependencia_id, programa, ejercicio, titulo, buscable, etapa, "
    "etapa_desde, etapa_por_id, etapa_por, version, ronda, acuse, observados, requiere_cabildo, delegado, "
    "modificaciones, creado_en, creado_por_id, cambiado_en, cambiado_por, revision) VALUES (1, 'POA/2026/0001', 'poa', "
    f"1, 'PP-32', 2026, 'POA', 'POA', 'borrador', {_EN}, 1, 'Ana', 1, 1, false, '[]', true, false, '[]', {_EN}, 1, "
    f"{_EN}, 'Ana', 1)",
    "INSERT INTO envio (id, expediente_id, version, ronda, numero, clase, contenido, sha256, cambios, sin_observar, "
    "autor_id, autor, autor_cargo, en) VALUES (1, 1, 1, 1, 1, 'presentada', '{}', "
    f"'{'a' * 64}', '[]', '[]', 1, 'Ana', 'Directora', {_EN})",
    "INSERT INTO expediente_resolucion (id, expediente_id, version, etapa, fecha, acuerdo_folio, delegado, "
    "presentada_id, aprobada_id, modificaciones, por_id, por, en) VALUES (1, 1, 1, 'aprobado', '2026-01-02', "
    f"'AHC/001/2026', false, 1, 1, '[]', 1, 'Ana', {_EN})",
)
