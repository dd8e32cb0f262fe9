"""Review desk, clocks, the whole POA and MIR, sessions at a distance: new tables and columns; nothing kept is rewritten.

Revision: 0002
Before: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW_FACTS = (
    "revision_asignacion",
    "revision_hallazgo_decision",
    "revision_propuesta",
    "revision_punto",
    "revision_respuesta",
    "revision_texto",
    "revision_umbral",
)
# Tables of facts that this revision rebuilds on SQLite, which takes their triggers away.
CHANGED_FACTS = ("asistencia_evento",)


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


def upgrade() -> None:
    _unprotect(CHANGED_FACTS)
    op.create_table(
        "revision_punto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("pregunta", sa.String(length=400), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pregunta <> '' AND fundamento <> ''", name=op.f("ck_revision_punto_con_fundamento")),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_revision_punto_tipo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_punto")),
        sa.UniqueConstraint("clave", "edicion", name="uq_revision_punto_edicion"),
    )
    op.create_table(
        "revision_texto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("edicion", sa.Integer(), nullable=False),
        sa.Column("tipo", sa.String(length=10), nullable=False),
        sa.Column("categoria", sa.String(length=60), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("tipo_observacion", sa.String(length=15), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("texto <> '' AND categoria <> ''", name=op.f("ck_revision_texto_con_texto")),
        sa.CheckConstraint("tipo IN ('poa', 'padron')", name=op.f("ck_revision_texto_tipo")),
        sa.CheckConstraint(
            "tipo_observacion IN ('bloqueante', 'recomendacion')", name=op.f("ck_revision_texto_tipo_observacion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_texto")),
        sa.UniqueConstraint("clave", "edicion", name="uq_revision_texto_edicion"),
    )
    op.create_table(
        "revision_umbral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.Integer(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("fundamento", sa.String(length=300), nullable=False),
        sa.Column("por_confirmar", sa.Boolean(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "clave IN ('meta_lejana', 'indicador_parecido', 'personales_anual', 'presupuesto_sin_metas')",
            name=op.f("ck_revision_umbral_clave"),
        ),
        sa.CheckConstraint("fundamento <> ''", name=op.f("ck_revision_umbral_con_fundamento")),
        sa.CheckConstraint("valor >= 0", name=op.f("ck_revision_umbral_no_negativo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_umbral")),
    )
    with op.batch_alter_table("revision_umbral", schema=None) as batch_op:
        batch_op.create_index("ix_revision_umbral_clave", ["clave", "vigente_desde", "id"], unique=False)

    op.create_table(
        "revision_asignacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revisor_id", sa.Integer(), nullable=False),
        sa.Column("anterior_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.String(length=300), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_asignacion_expediente_id_expediente")
        ),
        sa.ForeignKeyConstraint(["revisor_id"], ["usuario.id"], name=op.f("fk_revision_asignacion_revisor_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_asignacion")),
    )
    with op.batch_alter_table("revision_asignacion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_asignacion_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "revision_hallazgo_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(length=60), nullable=False),
        sa.Column("campo", sa.String(length=200), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("observacion", sa.String(length=12), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(decision = 'aceptado') = (observacion IS NOT NULL)",
            name=op.f("ck_revision_hallazgo_decision_aceptado_con_observacion"),
        ),
        sa.CheckConstraint(
            "decision <> 'descartado' OR motivo <> ''", name=op.f("ck_revision_hallazgo_decision_descartado_con_motivo")
        ),
        sa.CheckConstraint(
            "decision IN ('aceptado', 'descartado', 'reabierto')", name=op.f("ck_revision_hallazgo_decision_decision")
        ),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_revision_hallazgo_decision_huella")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_hallazgo_decision_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_hallazgo_decision_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_hallazgo_decision")),
    )
    with op.batch_alter_table("revision_hallazgo_decision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_hallazgo_decision_expediente", ["expediente_id", "id"], unique=False)

    op.create_table(
        "revision_propuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accion", sa.String(length=10), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("accion IN ('proponer', 'devolver')", name=op.f("ck_revision_propuesta_accion")),
        sa.CheckConstraint("nota <> ''", name=op.f("ck_revision_propuesta_con_nota")),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_propuesta_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_propuesta_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_propuesta")),
    )
    with op.batch_alter_table("revision_propuesta", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_propuesta_expediente_id"), ["expediente_id"], unique=False)

    op.create_table(
        "revision_respuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("envio_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("pregunta", sa.String(length=400), nullable=False),
        sa.Column("respuesta", sa.String(length=10), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("respuesta = 'cumple' OR nota <> ''", name=op.f("ck_revision_respuesta_con_nota")),
        sa.CheckConstraint(
            "respuesta IN ('cumple', 'no_cumple', 'no_aplica')", name=op.f("ck_revision_respuesta_respuesta")
        ),
        sa.ForeignKeyConstraint(["envio_id"], ["envio.id"], name=op.f("fk_revision_respuesta_envio_id_envio")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_revision_respuesta_expediente_id_expediente")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_respuesta")),
    )
    with op.batch_alter_table("revision_respuesta", schema=None) as batch_op:
        batch_op.create_index("ix_revision_respuesta_expediente", ["expediente_id", "id"], unique=False)

    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.add_column(sa.Column("modo", sa.String(length=12), nullable=True))
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_asistencia_evento_evento"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_cambio_con_modo"), "evento <> 'cambia_modo' OR modo IS NOT NULL"
        )
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_evento"),
            "evento IN ('presente', 'justifica', 'retardo', 'entra', 'sale', 'licencia', 'suplente', 'reincorpora', 'cambia_modo')",
        )
        batch_op.create_check_constraint(op.f("ck_asistencia_evento_modo"), "modo IN ('presencial', 'a_distancia')")
    _protect(CHANGED_FACTS)
    _protect(NEW_FACTS)


def downgrade() -> None:
    _unprotect(CHANGED_FACTS)
    _unprotect(NEW_FACTS)
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_asistencia_evento_cambio_con_modo"), type_="check")
        batch_op.drop_constraint(op.f("ck_asistencia_evento_evento"), type_="check")
        batch_op.drop_constraint(op.f("ck_asistencia_evento_modo"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_asistencia_evento_evento"),
            "evento IN ('presente', 'justifica', 'retardo', 'entra', 'sale', 'licencia', 'suplente', 'reincorpora')",
        )
    with op.batch_alter_table("asistencia_evento", schema=None) as batch_op:
        batch_op.drop_column("modo")

    with op.batch_alter_table("revision_respuesta", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_respuesta_expediente")

    op.drop_table("revision_respuesta")
    with op.batch_alter_table("revision_propuesta", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_propuesta_expediente_id"))

    op.drop_table("revision_propuesta")
    with op.batch_alter_table("revision_hallazgo_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_hallazgo_decision_expediente")

    op.drop_table("revision_hallazgo_decision")
    with op.batch_alter_table("revision_asignacion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_asignacion_expediente_id"))

    op.drop_table("revision_asignacion")
    with op.batch_alter_table("revision_umbral", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_umbral_clave")

    op.drop_table("revision_umbral")
    op.drop_table("revision_texto")
    op.drop_table("revision_punto")
    _protect(CHANGED_FACTS)
