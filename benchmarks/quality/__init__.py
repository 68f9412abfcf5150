"""How good briefs are: the same stories briefed by briefgen and by a plain script, measured, shown and judged blind."""
