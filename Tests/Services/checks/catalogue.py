"""All checks: importing the modules declares them."""

from checks import agreement, clusters, documents, images, pipelines, texts
from checks.base import CHECKS

__all__ = ["CHECKS", "agreement", "clusters", "documents", "images", "pipelines", "texts"]
