"""What `bench/fuzz.py` is made of: seeds, mutations, and the parsers they go to.

Every input is made from its parser's name and its number alone, so that any of them can be made again.
"""
