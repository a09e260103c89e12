"""The printed paper as data: blocks, markup, numbers, and documents that hold two versions."""
