"""Mail (RFC 5322)."""
