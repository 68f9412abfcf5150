"""Pages, feeds and WordPress exports."""
