"""What checks read out of a text: quantities, times, quotations and who spoke them; and which words mean what.

`quantities`, `times` and `speech` are the ways in, each over smaller modules; `lexicon` knows words.
"""
