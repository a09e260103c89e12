"""Output of findings, one file per form."""
