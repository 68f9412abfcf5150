"""Bytes -> text, whatever a declaration says."""
