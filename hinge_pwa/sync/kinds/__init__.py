"""The kinds of records, one module each: `data` as a type, and `check` for what types can't declare.

`sync/records.py` lists them.
"""
