"""The agreement as data: its model, shared parties, and what is derived from it."""
