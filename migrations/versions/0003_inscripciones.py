"""Who is in the padrón in force: enrolments and their movements; rows that can be counted without opening them.

Revision: 0003
Before: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

def _columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("clave", sa.String(length=32)),
        sa.Column("nombre", sa.String(length=32)),
        sa.Column("hogar", sa.String(length=32)),
        sa.Column("telefono", sa.String(length=32)),
        sa.Column("contenido", sa.String(length=32)),
        sa.Column("sexo", sa.String(length=1)),
        sa.Column("edad", sa.SmallInteger()),
        sa.Column("dia", sa.Date()),
        sa.Column("cvegeo", sa.String(length=9)),
        sa.Column("monto", sa.BigInteger()),
        sa.Column("movimiento", sa.String(length=10)),
    )


MOVIMIENTOS = "'alta', 'baja', 'correccion', 'igual'"
FACTS = ("padron_movimiento",)


def _protect(tables: tuple[str, ...]) -> None:
    """UPDATE and DELETE are refused by the database itself."""
    for table in tables:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_solo_altas BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ruta_solo_altas()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_sin_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'tabla de hechos, no se modifica ni se borra'); END"
            )


def upgrade() -> None:
    with op.batch_alter_table("padron_fila") as batch:
        for column in _columns():
            batch.add_column(column)
        batch.create_check_constraint(op.f("ck_padron_fila_movimiento"), f"movimiento IN ({MOVIMIENTOS})")
        batch.create_index("ix_padron_fila_nombre", ["nombre"])
        batch.create_index("ix_padron_fila_hogar", ["hogar"])
    op.create_table(
        "inscripcion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=32), nullable=False),
        sa.Column("persona", sa.String(length=64), nullable=True),
        sa.Column("fila_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reglas_version", sa.Integer(), nullable=False),
        sa.Column("desde", sa.Date(), nullable=False),
        sa.Column("hasta", sa.Date(), nullable=True),
        sa.CheckConstraint("hasta IS NULL OR hasta >= desde", name=op.f("ck_inscripcion_fechas")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_inscripcion_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["fila_id"], ["padron_fila.id"], name=op.f("fk_inscripcion_fila_id_padron_fila")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inscripcion")),
    )
    vigente = sa.text("hasta IS NULL")
    op.create_index(
        "uq_inscripcion_vigente",
        "inscripcion",
        ["expediente_id", "clave"],
        unique=True,
        postgresql_where=vigente,
        sqlite_where=vigente,
    )
    op.create_index("ix_inscripcion_persona", "inscripcion", ["persona"])
    op.create_index("ix_inscripcion_fila", "inscripcion", ["fila_id"])
    op.create_table(
        "padron_movimiento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inscripcion_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("fila_id", sa.Integer(), nullable=True),
        sa.Column("reglas_version", sa.Integer(), nullable=False),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("motivo", sa.String(length=200), nullable=True),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"clase IN ({MOVIMIENTOS})", name=op.f("ck_padron_movimiento_clase")),
        sa.ForeignKeyConstraint(
            ["inscripcion_id"], ["inscripcion.id"], name=op.f("fk_padron_movimiento_inscripcion_id_inscripcion")
        ),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_padron_movimiento_envio_id_envio")),
        sa.ForeignKeyConstraint(["fila_id"], ["padron_fila.id"], name=op.f("fk_padron_movimiento_fila_id_padron_fila")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_movimiento")),
        sa.UniqueConstraint("inscripcion_id", "envio_id", "clase", name="uq_padron_movimiento_envio"),
    )
    op.create_index("ix_padron_movimiento_envio", "padron_movimiento", ["envio_id", "clase"])
    _protect(FACTS)


def downgrade() -> None:
    op.drop_table("padron_movimiento")
    op.drop_table("inscripcion")
    with op.batch_alter_table("padron_fila") as batch:
        batch.drop_index("ix_padron_fila_hogar")
        batch.drop_index("ix_padron_fila_nombre")
        batch.drop_constraint(op.f("ck_padron_fila_movimiento"), type_="check")
        for column in reversed(_columns()):
            batch.drop_column(column.name)
