"""The version, from the installed package's metadata."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("briefgen")
except PackageNotFoundError:  # a checkout on sys.path that nobody installed
    __version__ = "0+unknown"
