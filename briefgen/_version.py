"""The version, in one place; asking the installed metadata for it costs every command a twentieth of a second."""

__version__ = "0.1.0"
