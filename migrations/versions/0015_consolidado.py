"""The consolidated evaluation report beside the one of activities; documents that go with a convocatoria.

Revision: 0015
Before: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ANTES = (
    "'presentacion', 'fundamento', 'planeacion', 'capacidades', 'coordinacion', 'participacion', 'vinculacion', "
    "'conclusiones'"
)
AHORA = f"{ANTES}, 'metodologia', 'resultados', 'ejes', 'dependencias', 'matrices', 'financiero', 'mejora'"
CHANGED_FACTS = ("informe", "informe_texto")
FACTS = ("sesion_documento",)


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


def _unprotect(tables: tuple[str, ...]) -> None:
    for table in tables:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER IF EXISTS {table}_solo_altas ON {table}")
            continue
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_sin_{verb}")


def _sections(valores: str) -> None:
    with op.batch_alter_table("informe_texto") as batch:
        batch.drop_constraint(op.f("ck_informe_texto_seccion"), type_="check")
        batch.create_check_constraint(op.f("ck_informe_texto_seccion"), f"seccion IN ({valores})")


def upgrade() -> None:
    _unprotect(CHANGED_FACTS)
    with op.batch_alter_table("informe") as batch:
        batch.add_column(sa.Column("clase", sa.String(length=12), nullable=False, server_default="trimestral"))
        batch.create_check_constraint(op.f("ck_informe_clase"), "clase IN ('trimestral', 'consolidado')")
        batch.drop_constraint("uq_informe_trimestre", type_="unique")
        batch.create_unique_constraint("uq_informe_trimestre", ["clase", "ejercicio", "trimestre"])
    _sections(AHORA)
    _protect(CHANGED_FACTS)
    op.create_table(
        "sesion_documento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.String(length=300), nullable=False),
        sa.Column("folio", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_sesion_documento_hash")),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_sesion_documento_sesion_id_sesion")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_sesion_documento_archivo_id_archivo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion_documento")),
        sa.UniqueConstraint("sesion_id", "folio", "version", name="uq_sesion_documento_version"),
    )
    op.create_index(op.f("ix_sesion_documento_sesion_id"), "sesion_documento", ["sesion_id"])
    _protect(FACTS)


def downgrade() -> None:
    op.drop_table("sesion_documento")
    _unprotect(CHANGED_FACTS)
    _sections(ANTES)
    with op.batch_alter_table("informe") as batch:
        batch.drop_constraint("uq_informe_trimestre", type_="unique")
        batch.create_unique_constraint("uq_informe_trimestre", ["ejercicio", "trimestre"])
        batch.drop_constraint(op.f("ck_informe_clase"), type_="check")
        batch.drop_column("clase")
    _protect(CHANGED_FACTS)
