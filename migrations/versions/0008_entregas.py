"""Deliveries: support given, annulments and returns, days of delivery, workbooks, and findings.

Revision: 0008
Before: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = (
    "jornada_entrega",
    "jornada_persona",
    "jornada_papel",
    "libro_entregas",
    "libro_entregas_renglon",
    "entrega",
    "entrega_ajuste",
    "entrega_cierre",
    "hallazgo_entrega",
    "hallazgo_entrega_hecho",
)
FACTS = tuple(table for table in TABLES if not table.startswith("libro_"))


def _json() -> sa.types.TypeEngine:
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


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
    _jornadas()
    _libros()
    _entregas()
    _hallazgos()
    _protect(FACTS)


def _jornadas() -> None:
    op.create_table(
        "jornada_entrega",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column("lugar", sa.String(length=200), nullable=False),
        sa.Column("cvegeo", sa.String(length=9), nullable=True),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("monto", sa.BigInteger(), nullable=True),
        sa.Column("cantidad", sa.String(length=40), nullable=True),
        sa.Column("unidad", sa.String(length=40), nullable=True),
        sa.Column("descripcion", sa.String(length=200), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('monetario', 'en_especie', 'servicio')", name=op.f("ck_jornada_entrega_clase")),
        sa.CheckConstraint("monto IS NULL OR monto > 0", name=op.f("ck_jornada_entrega_monto")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_jornada_entrega_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jornada_entrega")),
    )
    op.create_index("ix_jornada_entrega_expediente", "jornada_entrega", ["expediente_id", "dia"], unique=False)
    op.create_table(
        "jornada_persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jornada_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("inscripcion_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inscripcion_id"], ["inscripcion.id"], name=op.f("fk_jornada_persona_inscripcion_id_inscripcion")
        ),
        sa.ForeignKeyConstraint(
            ["jornada_id"], ["jornada_entrega.id"], name=op.f("fk_jornada_persona_jornada_id_jornada_entrega")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jornada_persona")),
        sa.UniqueConstraint("jornada_id", "inscripcion_id", name="uq_jornada_persona_inscripcion"),
        sa.UniqueConstraint("jornada_id", "numero", name="uq_jornada_persona_numero"),
    )
    op.create_table(
        "jornada_papel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jornada_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=8), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('lista', 'firmada')", name=op.f("ck_jornada_papel_clase")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_jornada_papel_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["jornada_id"], ["jornada_entrega.id"], name=op.f("fk_jornada_papel_jornada_id_jornada_entrega")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jornada_papel")),
    )
    op.create_index(op.f("ix_jornada_papel_jornada_id"), "jornada_papel", ["jornada_id"], unique=False)


def _libros() -> None:
    op.create_table(
        "libro_entregas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=False),
        sa.Column("archivo_sha256", sa.String(length=64), nullable=False),
        sa.Column("estado", sa.String(length=12), nullable=False),
        sa.Column("resumen", _json(), nullable=True),
        sa.Column("razones", _json(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmado_en", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmado_por_id", sa.Integer(), nullable=True),
        sa.Column("confirmado_por", sa.String(length=200), nullable=True),
        sa.Column("registrado_en", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "estado IN ('pendiente', 'leyendo', 'revisado', 'ilegible', 'confirmado', 'registrado', 'reemplazado')",
            name=op.f("ck_libro_entregas_estado"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('confirmado', 'registrado') OR confirmado_en IS NOT NULL",
            name=op.f("ck_libro_entregas_confirmado_por_alguien"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('revisado', 'confirmado', 'registrado') OR resumen IS NOT NULL",
            name=op.f("ck_libro_entregas_revisado_con_resumen"),
        ),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_libro_entregas_archivo_id_archivo")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_libro_entregas_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libro_entregas")),
    )
    op.create_index("ix_libro_entregas_expediente", "libro_entregas", ["expediente_id", "id"], unique=False)
    op.create_table(
        "libro_entregas_renglon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("libro_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("inscripcion_id", sa.Integer(), nullable=True),
        sa.Column("apoyo", _json(), nullable=False),
        sa.Column("razones", _json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inscripcion_id"], ["inscripcion.id"], name=op.f("fk_libro_entregas_renglon_inscripcion_id_inscripcion")
        ),
        sa.ForeignKeyConstraint(
            ["libro_id"], ["libro_entregas.id"], name=op.f("fk_libro_entregas_renglon_libro_id_libro_entregas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libro_entregas_renglon")),
        sa.UniqueConstraint("libro_id", "numero", name="uq_libro_entregas_renglon_numero"),
    )


def _entregas() -> None:
    op.create_table(
        "entrega",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("inscripcion_id", sa.Integer(), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("monto", sa.BigInteger(), nullable=True),
        sa.Column("cantidad", sa.String(length=40), nullable=True),
        sa.Column("unidad", sa.String(length=40), nullable=True),
        sa.Column("descripcion", sa.String(length=200), nullable=True),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("lugar", sa.String(length=200), nullable=True),
        sa.Column("cvegeo", sa.String(length=9), nullable=True),
        sa.Column("recibe", sa.String(length=10), nullable=False),
        sa.Column("recibo", sa.String(length=40), nullable=True),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("archivo_sha256", sa.String(length=64), nullable=True),
        sa.Column("edad", sa.SmallInteger(), nullable=True),
        sa.Column("reglas_version", sa.Integer(), nullable=False),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("jornada_id", sa.Integer(), nullable=True),
        sa.Column("libro_id", sa.Integer(), nullable=True),
        sa.Column("renglon", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT (clase = 'monetario' AND recibe = 'persona' AND edad IS NOT NULL AND edad < 18)",
            name=op.f("ck_entrega_menor_sin_dinero"),
        ),
        sa.CheckConstraint("clase <> 'monetario' OR monto IS NOT NULL", name=op.f("ck_entrega_monetario_con_monto")),
        sa.CheckConstraint("clase IN ('monetario', 'en_especie', 'servicio')", name=op.f("ck_entrega_clase")),
        sa.CheckConstraint("recibe IN ('persona', 'tutora', 'autorizada')", name=op.f("ck_entrega_recibe")),
        sa.CheckConstraint("via IN ('una_por_una', 'jornada', 'libro')", name=op.f("ck_entrega_via")),
        sa.CheckConstraint(
            "(archivo_id IS NULL) = (archivo_sha256 IS NULL)", name=op.f("ck_entrega_archivo_con_huella")
        ),
        sa.CheckConstraint("lugar IS NOT NULL OR cvegeo IS NOT NULL", name=op.f("ck_entrega_con_lugar")),
        sa.CheckConstraint("monto IS NULL OR monto > 0", name=op.f("ck_entrega_monto")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_entrega_archivo_id_archivo")),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"], name=op.f("fk_entrega_expediente_id_expediente")),
        sa.ForeignKeyConstraint(
            ["inscripcion_id"], ["inscripcion.id"], name=op.f("fk_entrega_inscripcion_id_inscripcion")
        ),
        sa.ForeignKeyConstraint(
            ["jornada_id"], ["jornada_entrega.id"], name=op.f("fk_entrega_jornada_id_jornada_entrega")
        ),
        sa.ForeignKeyConstraint(["libro_id"], ["libro_entregas.id"], name=op.f("fk_entrega_libro_id_libro_entregas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrega")),
        sa.UniqueConstraint("inscripcion_id", "periodo", "ordinal", name="uq_entrega_ordinal"),
        sa.UniqueConstraint("libro_id", "renglon", name="uq_entrega_renglon"),
    )
    op.create_index("ix_entrega_expediente", "entrega", ["expediente_id", "dia"], unique=False)
    op.create_index("ix_entrega_jornada", "entrega", ["jornada_id"], unique=False)
    op.create_index("ix_entrega_recibo", "entrega", ["expediente_id", "recibo"], unique=False)
    op.create_table(
        "entrega_ajuste",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entrega_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("monto", sa.BigInteger(), nullable=False),
        sa.Column("motivo", sa.String(length=500), nullable=False),
        sa.Column("dia", sa.Date(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(clase = 'anulacion') = (ordinal = 0)", name=op.f("ck_entrega_ajuste_anulacion_unica")),
        sa.CheckConstraint("clase <> 'reintegro' OR monto > 0", name=op.f("ck_entrega_ajuste_reintegro_con_monto")),
        sa.CheckConstraint("clase IN ('anulacion', 'reintegro')", name=op.f("ck_entrega_ajuste_clase")),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_entrega_ajuste_con_motivo")),
        sa.ForeignKeyConstraint(["archivo_id"], ["archivo.id"], name=op.f("fk_entrega_ajuste_archivo_id_archivo")),
        sa.ForeignKeyConstraint(["entrega_id"], ["entrega.id"], name=op.f("fk_entrega_ajuste_entrega_id_entrega")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrega_ajuste")),
        sa.UniqueConstraint("entrega_id", "ordinal", name="uq_entrega_ajuste_ordinal"),
    )
    op.create_table(
        "entrega_cierre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("periodo", sa.String(length=7), nullable=False),
        sa.Column("clase", sa.String(length=10), nullable=False),
        sa.Column("motivo", sa.String(length=500), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clase IN ('cierre', 'reapertura')", name=op.f("ck_entrega_cierre_clase")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_entrega_cierre_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrega_cierre")),
    )
    op.create_index("ix_entrega_cierre_periodo", "entrega_cierre", ["expediente_id", "periodo"], unique=False)


def _hallazgos() -> None:
    op.create_table(
        "hallazgo_entrega",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entrega_id", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(length=20), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "codigo IN ('edad_en_entrega', 'entrega_tras_baja', 'hogar_rebasado', 'difunta', 'servidora_publica')",
            name=op.f("ck_hallazgo_entrega_codigo"),
        ),
        sa.ForeignKeyConstraint(["entrega_id"], ["entrega.id"], name=op.f("fk_hallazgo_entrega_entrega_id_entrega")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hallazgo_entrega")),
        sa.UniqueConstraint("entrega_id", "codigo", name="uq_hallazgo_entrega_codigo"),
    )
    op.create_table(
        "hallazgo_entrega_hecho",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hallazgo_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("estado", sa.String(length=14), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "estado IN ('pendiente', 'en_revision', 'explicada', 'reintegro', 'a_contraloria', 'descartada')",
            name=op.f("ck_hallazgo_entrega_hecho_estado"),
        ),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_hallazgo_entrega_hecho_con_motivo")),
        sa.ForeignKeyConstraint(
            ["hallazgo_id"],
            ["hallazgo_entrega.id"],
            name=op.f("fk_hallazgo_entrega_hecho_hallazgo_id_hallazgo_entrega"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hallazgo_entrega_hecho")),
        sa.UniqueConstraint("hallazgo_id", "ordinal", name="uq_hallazgo_entrega_hecho_ordinal"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
