"""Extensions that pages decorate with."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
# A queue that is down never keeps people out: meanwhile each process counts by itself.
limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True)
