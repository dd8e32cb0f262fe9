"""The installation that the browser tests visit: the real one, with a clock that the test moves from day to day."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from workflow import create_app

CLOCK = Path(os.environ["RUTA_INSTANCE"]) / "reloj.json"


def now() -> datetime:
    """The hour that the test set, running since then."""
    told = json.loads(CLOCK.read_text())
    return datetime.fromisoformat(told["ahora"]) + timedelta(seconds=time.time() - told["desde"])


app = create_app(CLOCK=now)
