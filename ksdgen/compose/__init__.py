"""Agreement + templates → document.

The only package besides the template lint that knows Jinja2; of its modules, `composition` is what others may know.

Each article is rendered on its own, so that a fault in one does not hide the others; the skeleton is rendered once and
holds the place of the articles. Values travel through Jinja fenced (see `ksdgen.paper.fences`), so that no value can
become structure and every character of the result can be traced to the line that it came from.
"""
