"""The templates as data: front matter of types, clauses and styles, versions, pins, and the JSON Schema made of them."""
