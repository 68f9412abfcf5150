"""PDF and Word."""
