"""One agreement and many: loading, composing, judging, freezing, printing."""
