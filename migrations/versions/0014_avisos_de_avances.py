"""Reminders of what is owed of the goals: five notices more, and what each one tells month by month.

Revision: 0014
Before: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ANTES = (
    "enviado", "observado", "validado", "turnado", "dictaminado", "devuelto_por_comisiones", "enlistado", "retirado",
    "tratado_en_cabildo", "aprobado", "aprobado_con_modificaciones", "rechazado", "devuelto_por_cabildo",
    "dictamen_anulado", "acuerdo_anulado", "autorizado", "texto_fijado", "acusado", "texto_verificado", "publicado",
    "matriz_propuesta", "matriz_respuesta", "matriz_sin_componente", "revision_asignada", "validacion_propuesta",
    "propuesta_devuelta", "movido", "plazo_por_vencer", "plazo_vence_hoy", "plazo_vencido", "plazo_escalado",
    "plazo_sin_persona", "plazo_en_pausa", "plazo_suspendido", "plazo_reanudado", "plazo_recorrido", "prorroga_pedida",
    "prorroga_concedida", "prorroga_negada",
)  # fmt: skip
NUEVOS = ("avance_por_vencer", "avance_vence_hoy", "avance_vencido", "avance_escalado", "avance_sin_persona")


def _codes(values: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_aviso_codigo"), type_="check")
        batch_op.create_check_constraint(op.f("ck_aviso_codigo"), f"codigo IN ({listed})")


def upgrade() -> None:
    detalle = sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
    )
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.add_column(sa.Column("detalle", detalle, nullable=True))
    _codes((*ANTES, *NUEVOS))


def downgrade() -> None:
    listed = ", ".join(f"'{value}'" for value in NUEVOS)
    op.execute(f"DELETE FROM aviso WHERE codigo IN ({listed})")
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_column("detalle")
    _codes(ANTES)
