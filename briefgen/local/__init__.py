"""The embedded model: fetch the weights, check them, and serve them on loopback."""

from briefgen.local.progress import Progress, terminal_progress
from briefgen.local.server import LocalServer
from briefgen.local.sources import HF_ENDPOINT
from briefgen.local.weights import (
    DEFAULT,
    MANIFEST,
    Listing,
    Weights,
    WeightsUnavailable,
    available,
    path,
    pull,
)

__all__ = [
    "DEFAULT",
    "HF_ENDPOINT",
    "MANIFEST",
    "Listing",
    "LocalServer",
    "Progress",
    "Weights",
    "WeightsUnavailable",
    "available",
    "path",
    "pull",
    "terminal_progress",
]
