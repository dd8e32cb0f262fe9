"""What was spent of each line of the budget of a POA, by month.

Revision: 0005
Before: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FACTS = ("gasto",)


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
    op.create_table(
        "gasto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("direccion", sa.String(length=120), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column("centavos", sa.BigInteger(), nullable=False),
        sa.Column("rectifica_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.String(length=1000), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("centavos >= 0", name=op.f("ck_gasto_no_negativo")),
        sa.CheckConstraint(
            "motivo IS NULL OR (motivo <> '' AND rectifica_id IS NOT NULL)", name=op.f("ck_gasto_rectificacion_de_algo")
        ),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_gasto_expediente_id_expediente")),
        sa.ForeignKeyConstraint(["rectifica_id"], ["gasto.id"], name=op.f("fk_gasto_rectifica_id_gasto")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gasto")),
    )
    op.create_index("ix_gasto_ejercicio", "gasto", ["ejercicio", "id"])
    op.create_index("ix_gasto_renglon", "gasto", ["expediente_id", "direccion", "periodo", "id"])
    _protect(FACTS)


def downgrade() -> None:
    op.drop_table("gasto")
