"""NITF, NewsML 1.2 and NewsML-G2."""
