"""The review desk of Planeación: the dossier beside its previous version, findings, checklist, load of reviewers."""

from workflow.web.revision import catalogos, mesa, reparto
from workflow.web.revision.comun import bp

__all__ = ["bp", "catalogos", "mesa", "reparto"]
