"""A story by its address: fetched from the public internet, and from nowhere else."""
