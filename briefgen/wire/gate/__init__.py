"""The release gate: what a provider or a desk has said must not go out does not."""
