"""YAML to values with places, and values to typed records."""
