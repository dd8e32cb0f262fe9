"""The one password of every user of the demonstration. Public on purpose: its people do not exist. Pure."""

CLAVE_DEMO = "fresnillo-de-prueba-2026"
