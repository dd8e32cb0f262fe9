"""Dated rules of the follow-up, and the formats of the public obligations: two tables of facts.

Revision: 0006
Before: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW_FACTS = ("seguimiento_regla", "sipot_formato")
CLAVES = (
    "dias_mes",
    "dias_trimestre",
    "dias_semestre",
    "dias_anio",
    "semaforo",
    "tope",
    "logrado_cero",
    "recordar_avance_antes",
    "recordar_avance_cada",
    "escalar_avance_titular",
    "escalar_avance_planeacion",
)


def _in(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


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


def _who_and_when() -> tuple[sa.Column, ...]:
    return (
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "seguimiento_regla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.String(length=60), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        *_who_and_when(),
        sa.CheckConstraint(f"clave IN ({_in(CLAVES)})", name=op.f("ck_seguimiento_regla_clave")),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_seguimiento_regla_con_fundamento")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seguimiento_regla")),
    )
    op.create_index("ix_seguimiento_regla_clave", "seguimiento_regla", ["clave", "vigente_desde", "id"])
    op.create_table(
        "sipot_formato",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salida", sa.String(length=40), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column(
            "contenido",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_who_and_when(),
        sa.CheckConstraint("salida IN ('metas', 'indicadores', 'padron')", name=op.f("ck_sipot_formato_salida")),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_sipot_formato_con_fundamento")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_sipot_formato_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sipot_formato")),
    )
    op.create_index("ix_sipot_formato_salida", "sipot_formato", ["salida", "vigente_desde", "id"])
    _protect(NEW_FACTS)


def downgrade() -> None:
    op.drop_index("ix_sipot_formato_salida", "sipot_formato")
    op.drop_table("sipot_formato")
    op.drop_index("ix_seguimiento_regla_clave", "seguimiento_regla")
    op.drop_table("seguimiento_regla")
