"""The site: Sphinx reads the pages beside this file, and those that `generate.py` writes from code and bench."""

import importlib
import importlib.metadata
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs import generate

importlib.import_module("jieba").setLogLevel("WARNING")  # the words of the search index; it is talkative

project = "govinfo_schema"
author = copyright = "The govinfo_schema authors"  # noqa: A001 - Sphinx reads this name
release = importlib.metadata.version("govinfo-schema")
language = "zh_CN"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["try", "examples", "pictures", "generated/extra"]
myst_enable_extensions = ["substitution"]
myst_heading_anchors = 4
myst_substitutions = generate.substitutions()
default_role = "code"  # as Markdown has it
autodoc_class_signature = "separated"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
napoleon_use_ivar = True

html_theme = "furo"
html_title = "govinfo_schema"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["search.js"]
html_extra_path = ["generated/extra"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}

# What stands beside `docs/` in the repository has its own page on the site.
_ELSEWHERE = {
    r"tests/bench/(\w+)\.md": r"/generated/bench.md#\1",
    r"schemas/?": "/generated/files.md",
    r"CONTRIBUTING\.md|CHANGELOG\.md": "/generated/changes.md",
    r"SECURITY\.md": "/generated/security.md",
}


def at_home(text: str) -> str:
    """A page with the links that lead out of `docs/` turned to where the site has the same."""
    for there, here in _ELSEWHERE.items():
        text = re.sub(rf"\]\((?:\.\./)+(?:{there})\)", rf"]({here})", text)
    return text


def _write(_app: object, _config: object) -> None:
    generate.write()


def _read(_app: object, _name: str, source: list[str]) -> None:
    source[0] = re.sub(r"\n\n```\n", "\n```\n", at_home(source[0]))  # a doctest ends with an empty line


def _docstring(_app: object, _what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """What is returned is a sentence; napoleon would take its words before a colon for a type."""
    if "Returns:" in lines:
        at = lines.index("Returns:")
        end = lines.index("", at) if "" in lines[at:] else len(lines)
        lines[at:end] = [f":returns: {' '.join(line.strip() for line in lines[at + 1 : end])}"]


def _signature(*told: Any) -> tuple[str, str] | None:
    """A report of any edition has one name."""
    either = r"~?[\w.]*Report \| ~?[\w.]*Report"
    signature, returned = (re.sub(either, "~govinfo_schema.Report", one or "") for one in told[-2:])
    return (signature, returned) if signature else None


def setup(app: Any) -> None:
    """Write the generated pages before Sphinx looks for pages."""
    app.connect("config-inited", _write)
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _docstring, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", _signature)
