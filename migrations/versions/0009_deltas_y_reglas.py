"""Reglas de operación in depth and deltas of a padrón: criteria, publication, movements, compatibility of programmes.

Revision: 0009
Before: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CAMBIOS_POA = ("ampliacion", "reduccion", "transferencia_compensada", "recalendarizacion", "reprogramacion_metas")
CAMBIOS_PADRON = ("altas_y_bajas", "correccion_de_datos", "reforma_de_reglas")
CAUSAS = (
    "defuncion", "renuncia", "cambio_domicilio", "incumplimiento", "duplicidad", "fin_vigencia", "otra",
)  # fmt: skip
FACTS = ("compatibilidad_programa", "regla_traslado")


def _codes(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _json() -> sa.types.TypeEngine:
    return sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
    )


def _rules() -> tuple[sa.Column, ...]:
    return (
        sa.Column("publicada_en", sa.String(length=200)),
        sa.Column("vigencia_hasta", sa.Date()),
        sa.Column("modalidad", sa.String(length=1)),
        sa.Column("criterios", _json()),
    )


def _upload() -> tuple[sa.Column, ...]:
    return (
        sa.Column("clase", sa.String(length=12), nullable=False, server_default="completo"),
        sa.Column("base_id", sa.Integer()),
        sa.Column("delta", _json()),
        sa.Column("motivo_bajas", sa.String(length=30)),
    )


def _row() -> tuple[sa.Column, ...]:
    return (
        sa.Column("motivo", sa.String(length=30)),
        sa.Column("clave_anterior", sa.String(length=32)),
        sa.Column("folio", sa.String(length=32)),
    )


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


def _kinds_of_change(values: tuple[str, ...]) -> None:
    with op.batch_alter_table("expediente") as batch:
        batch.drop_constraint(op.f("ck_expediente_tipo_cambio"), type_="check")
        batch.create_check_constraint(op.f("ck_expediente_tipo_cambio"), _codes("tipo_cambio", values))


def upgrade() -> None:
    _kinds_of_change(CAMBIOS_POA + CAMBIOS_PADRON)
    with op.batch_alter_table("regla_operacion") as batch:
        for column in _rules():
            batch.add_column(column)
        batch.create_check_constraint(
            op.f("ck_regla_operacion_vigencia"), "vigencia_hasta IS NULL OR vigencia_hasta >= vigencia"
        )
    with op.batch_alter_table("carga_padron") as batch:
        for column in _upload():
            batch.add_column(column)
        batch.create_check_constraint(op.f("ck_carga_padron_clase"), _codes("clase", ("completo", "movimientos")))
        batch.create_check_constraint(op.f("ck_carga_padron_motivo_bajas"), _codes("motivo_bajas", CAUSAS))
    for column in _row():  # a long table: never written anew
        op.add_column("padron_fila", column)
    _facts()
    _protect(FACTS)


def _facts() -> None:
    op.create_table(
        "compatibilidad_programa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programa_a", sa.String(length=40), nullable=False),
        sa.Column("programa_b", sa.String(length=40), nullable=False),
        sa.Column("regla", sa.String(length=14), nullable=False),
        sa.Column("tope", sa.BigInteger(), nullable=True),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            _codes("regla", ("compatible", "incompatible", "tope_conjunto")),
            name=op.f("ck_compatibilidad_programa_regla"),
        ),
        sa.CheckConstraint("programa_a < programa_b", name=op.f("ck_compatibilidad_programa_par")),
        sa.CheckConstraint(
            "(regla = 'tope_conjunto') = (tope IS NOT NULL)", name=op.f("ck_compatibilidad_programa_tope")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compatibilidad_programa")),
    )
    op.create_index(
        "ix_compatibilidad_programa_par",
        "compatibilidad_programa",
        ["programa_a", "programa_b", "vigente_desde", "id"],
    )
    op.create_table(
        "regla_traslado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("de_version", sa.Integer(), nullable=False),
        sa.Column("a_version", sa.Integer(), nullable=False),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("cuantas", sa.Integer(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("de_version <> a_version", name=op.f("ck_regla_traslado_otra")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_regla_traslado_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regla_traslado")),
    )
    op.create_index("ix_regla_traslado_expediente", "regla_traslado", ["expediente_id", "id"])


def downgrade() -> None:
    op.drop_table("regla_traslado")
    op.drop_table("compatibilidad_programa")
    for column in reversed(_row()):
        op.drop_column("padron_fila", column.name)
    with op.batch_alter_table("carga_padron") as batch:
        batch.drop_constraint(op.f("ck_carga_padron_motivo_bajas"), type_="check")
        batch.drop_constraint(op.f("ck_carga_padron_clase"), type_="check")
        for column in reversed(_upload()):
            batch.drop_column(column.name)
    with op.batch_alter_table("regla_operacion") as batch:
        batch.drop_constraint(op.f("ck_regla_operacion_vigencia"), type_="check")
        for column in reversed(_rules()):
            batch.drop_column(column.name)
    op.execute("UPDATE expediente SET tipo_cambio = 'reprogramacion_metas' WHERE "
               + _codes("tipo_cambio", CAMBIOS_PADRON))  # fmt: skip
    _kinds_of_change(CAMBIOS_POA)
