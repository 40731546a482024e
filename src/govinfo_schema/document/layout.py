"""Data to JSON text: each row of a table on one line, amounts with their digits."""

import json
from decimal import Decimal
from typing import Any, Final

from govinfo_schema.document.ijson import is_array, is_object

_text: Final = json.JSONEncoder(ensure_ascii=False).encode


def write(data: Any, indent: int | None = None, level: int = 0) -> str:
    """Write data that `check` passes as JSON text.

    Args:
        data: Dicts, lists, texts, numbers, blanks.
        indent: Spaces a level. A row of a table stays on one line. `None` writes everything on one line without spaces.
        level: How deep the data stands.

    Returns:
        JSON text, numbers with the digits that they were read with.
    """
    if is_object(data):
        colon = ":" if indent is None else ": "
        parts = [f"{_text(name)}{colon}{write(value, indent, level + 1)}" for name, value in data.items()]
        opening, closing = "{", "}"
    elif is_array(data):
        parts = [write(value, indent, level + 1) for value in data]
        opening, closing = "[", "]"
    else:
        return str(data) if type(data) is int else f"{data:f}" if isinstance(data, Decimal) else _text(data)
    if indent is None:
        return f"{opening}{','.join(parts)}{closing}"
    if not parts or _is_row(data, groups=is_object(data)):
        return f"{opening}{', '.join(parts)}{closing}"
    margin = "\n" + " " * indent * level
    between = margin + " " * indent
    return f"{opening}{between}{f',{between}'.join(parts)}{margin}{closing}"


def _is_row(data: Any, *, groups: int = 1) -> bool:
    """A row of the form: figures, and at most one group of figures."""
    inner = [value for value in (data.values() if is_object(data) else data) if is_object(value) or is_array(value)]
    return len(inner) <= groups and all(_is_row(value, groups=0) for value in inner)
