"""What the pages of the review desk share."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("revision", __name__)
