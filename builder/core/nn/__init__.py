"""The blocks themselves: plain PyTorch, one file per family.

Both engines run these same files, and the exporter hands them to users as they are, so they
import nothing but torch, `math` and each other.
"""
