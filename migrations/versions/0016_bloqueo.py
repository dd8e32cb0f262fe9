"""Blocked rows are few: they are found, to be left out, by an index of their own.

Revision: 0016
Before: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    blocked = sa.text("bloqueo IS NOT NULL")
    op.create_index(
        "ix_padron_fila_bloqueo", "padron_fila", ["bloqueo"], postgresql_where=blocked, sqlite_where=blocked
    )


def downgrade() -> None:
    op.drop_index("ix_padron_fila_bloqueo", table_name="padron_fila")
