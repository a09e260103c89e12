"""The templates of a repository: which file wins, and what is wrong with them before any agreement uses them."""

from ksdgen.lint.listing import TemplateRow, daftar_templat
from ksdgen.lint.run import periksa_templat

__all__ = ["TemplateRow", "daftar_templat", "periksa_templat"]
