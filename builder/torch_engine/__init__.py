"""The real network on real torch, in a process of its own (JSON lines).

Importing this package loads no torch; `building`, `forward` and `certify` do.
"""
