"""The templates of a repository: which file wins, and what is wrong with them before any agreement uses them."""

from ksdgen.lint.listing import TemplateRow, list_templates
from ksdgen.lint.run import check_templates

__all__ = ["TemplateRow", "check_templates", "list_templates"]
