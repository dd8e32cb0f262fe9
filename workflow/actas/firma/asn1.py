"""The one place where the libraries that sign are taught what the house needs of them.

SAT writes the RFC in the subject as x500UniqueIdentifier (2.5.4.45), as a UTF8String or a PrintableString. The standard
(X.520) says a BIT STRING, and asn1crypto only takes that: without this, such a certificate cannot even be opened.
Importing this file is enough; doing it twice does nothing more.

Their loggers write the subject of a certificate that they do not trust, with its RFC and CURP: they are silenced, and
what they find is told by the rules of this room.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from asn1crypto import core, x509  # type: ignore[import-untyped]

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """The result of what these libraries write as a coroutine, also where the caller has a loop of its own running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


class UniqueIdentifier(core.Choice):  # type: ignore[misc]
    """The identifier as the standard has it, or as a text."""

    _alternatives = [
        ("utf8_string", core.UTF8String),
        ("printable_string", core.PrintableString),
        ("teletex_string", core.TeletexString),
        ("ia5_string", core.IA5String),
        ("bit_string", core.OctetBitString),
    ]


x509.NameTypeAndValue._oid_specs["unique_identifier"] = UniqueIdentifier

for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)
