"""New configs from stage tables: a table is read, checked and written as a network."""

from builder.core.templates.check import check_table
from builder.core.templates.plan import Blocks, Form, Head, Plan, Trainer
from builder.core.templates.published import find_table, table_of, table_text
from builder.core.templates.read_table import COLUMNS, PlacedRow, ReadTable, read_table
from builder.core.templates.scan import TableFault
from builder.core.templates.write import suggested_name, write_network

__all__ = [
    "COLUMNS",
    "Blocks",
    "Form",
    "Head",
    "PlacedRow",
    "Plan",
    "ReadTable",
    "TableFault",
    "Trainer",
    "check_table",
    "find_table",
    "read_table",
    "suggested_name",
    "table_of",
    "table_text",
    "write_network",
]
