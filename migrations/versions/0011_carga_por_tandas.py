"""A padrón is read in batches that a crash does not lose, and what its columns mean is said once and remembered.

Revision: 0011
Before: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ANTES = "'pendiente', 'leyendo', 'revisada', 'ilegible', 'confirmada', 'reemplazada'"
AHORA = "'pendiente', 'leyendo', 'por_columnas', 'revisada', 'ilegible', 'confirmada', 'reemplazada'"
NUEVAS = ("columnas", "muestra", "muestra_llave", "avance", "turno")


def _json() -> sa.types.TypeEngine:
    from sqlalchemy.dialects import postgresql

    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def _states(listed: str) -> None:
    with op.batch_alter_table("carga_padron") as batch:
        batch.drop_constraint(op.f("ck_carga_padron_estado"), type_="check")
        batch.create_check_constraint(op.f("ck_carga_padron_estado"), f"estado IN ({listed})")


def upgrade() -> None:
    with op.batch_alter_table("carga_padron") as batch:
        batch.add_column(sa.Column("columnas", _json()))
        batch.add_column(sa.Column("muestra", sa.LargeBinary()))
        batch.add_column(sa.Column("muestra_llave", sa.String(length=20)))
        batch.add_column(sa.Column("avance", _json()))
        batch.add_column(sa.Column("turno", sa.Integer(), server_default=sa.text("0"), nullable=False))
    _states(AHORA)
    op.create_table(
        "columnas_recordadas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dependencia", sa.String(length=20), nullable=False),
        sa.Column("firma", sa.String(length=64), nullable=False),
        sa.Column("estructura", sa.String(length=12), nullable=False),
        sa.Column("roles", _json(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "estructura IN ('persona', 'actor_social', 'poblacion')", name=op.f("ck_columnas_recordadas_estructura")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_columnas_recordadas")),
        sa.UniqueConstraint("dependencia", "firma", name="uq_columnas_recordadas_firma"),
    )


def downgrade() -> None:
    op.drop_table("columnas_recordadas")
    # who waits for a person to say its columns cannot wait with the states of before
    op.execute("UPDATE carga_padron SET estado = 'ilegible' WHERE estado = 'por_columnas'")
    _states(ANTES)
    with op.batch_alter_table("carga_padron") as batch:
        for name in NUEVAS:
            batch.drop_column(name)
