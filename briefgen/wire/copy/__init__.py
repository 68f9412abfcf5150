"""What stands around and among the copy of every format: datelines, bylines, headers, sign-offs."""
