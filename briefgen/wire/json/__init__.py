"""ninjs, the dialects of agencies, and the exports of content systems."""
