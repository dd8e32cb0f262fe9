"""Pages of the MIR: the matrix as a tree, its fichas técnicas, and the one that several POA share."""

from workflow.web.poa.matriz import arbol, compartida, ficha, imprimir

__all__ = ["arbol", "compartida", "ficha", "imprimir"]
