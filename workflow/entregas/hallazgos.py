"""What a delivery that was made deserves to be looked at. A finding, never a deletion nor a refusal. Pure."""

from __future__ import annotations

from datetime import date

from workflow.padron.encabezados import normal

_DE_ENTREGA = frozenset({"ENTREGA", "PAGO", "DISPERSION", "COBRO"})


def cuenta_en_entrega(edad_en: str | None) -> bool:
    """Whether the rules count the age on the day of the delivery: so says the column that they name."""
    return edad_en is not None and not _DE_ENTREGA.isdisjoint(normal(edad_en).split())


def fuera_de_edad(edad: int | None, minima: int | None, maxima: int | None) -> bool:
    if edad is None:
        return False
    return (minima is not None and edad < minima) or (maxima is not None and edad > maxima)


def tras_baja(dia: date, hasta: date | None) -> bool:
    """The baja came into force later, with a day before the delivery: when it was recorded nothing forbade it."""
    return hasta is not None and dia > hasta
