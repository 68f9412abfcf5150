"""Markup in a body -> paragraphs."""
