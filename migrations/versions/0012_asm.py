"""The aspectos susceptibles de mejora: what was found, and each act on it.

Revision: 0012
Before: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FACTS = ("asm", "asm_hecho")
ACTOS = "'registrar', 'comprometer', 'avanzar', 'entregar', 'verificar', 'devolver', 'cambiar', 'retirar'"
ESTADOS = "'por_comprometer', 'comprometido', 'por_verificar', 'cumplido', 'retirado'"


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
        "asm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ejercicio", sa.Integer(), nullable=False),
        sa.Column("consecutivo", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=30), nullable=False),
        sa.Column("dependencia_id", sa.Integer(), nullable=False),
        sa.Column("hallazgo", sa.Text(), nullable=False),
        sa.Column("recomendacion", sa.Text(), nullable=False),
        sa.Column("origen", sa.String(length=12), nullable=False),
        sa.Column("referencia", sa.String(length=300), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=True),
        sa.Column("direccion", sa.String(length=120), nullable=True),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("origen IN ('informe', 'indicador', 'evaluacion')", name=op.f("ck_asm_origen")),
        sa.CheckConstraint(
            "hallazgo <> '' AND recomendacion <> '' AND referencia <> ''", name=op.f("ck_asm_dicho")
        ),
        sa.CheckConstraint(
            "(origen = 'indicador') = (expediente_id IS NOT NULL AND direccion IS NOT NULL)",
            name=op.f("ck_asm_indicador"),
        ),
        sa.ForeignKeyConstraint(["dependencia_id"], ["dependencia.id"], name=op.f("fk_asm_dependencia_id_dependencia")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_asm_expediente_id_expediente")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asm")),
        sa.UniqueConstraint("folio", name=op.f("uq_asm_folio")),
        sa.UniqueConstraint("ejercicio", "consecutivo", name="uq_asm_consecutivo"),
    )
    op.create_index(op.f("ix_asm_dependencia_id"), "asm", ["dependencia_id"])
    op.create_index(op.f("ix_asm_expediente_id"), "asm", ["expediente_id"])
    op.create_table(
        "asm_hecho",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asm_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("acto", sa.String(length=12), nullable=False),
        sa.Column("estado", sa.String(length=16), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("compromiso", sa.Text(), nullable=False),
        sa.Column("vence", sa.Date(), nullable=True),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint(f"acto IN ({ACTOS})", name=op.f("ck_asm_hecho_acto")),
        sa.CheckConstraint(f"estado IN ({ESTADOS})", name=op.f("ck_asm_hecho_estado")),
        sa.CheckConstraint(
            "estado <> 'comprometido' OR (compromiso <> '' AND vence IS NOT NULL)",
            name=op.f("ck_asm_hecho_comprometido"),
        ),
        sa.CheckConstraint("acto <> 'entregar' OR archivo_id IS NOT NULL", name=op.f("ck_asm_hecho_con_evidencia")),
        sa.CheckConstraint(
            "acto NOT IN ('devolver', 'retirar') OR texto <> ''", name=op.f("ck_asm_hecho_con_motivo")
        ),
        sa.ForeignKeyConstraint(["asm_id"], ["asm.id"], name=op.f("fk_asm_hecho_asm_id_asm")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_asm_hecho_archivo_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asm_hecho")),
        sa.UniqueConstraint("asm_id", "numero", name="uq_asm_hecho_numero"),
    )
    _protect(FACTS)


def downgrade() -> None:
    op.drop_table("asm_hecho")
    op.drop_table("asm")
