"""Every block of the README and the docs is run; there is no way to skip one."""

from sybil import Sybil
from tests.docs.blocks import parsers

pytest_collect_file = Sybil(parsers=parsers(), patterns=["*.md"], excludes=["docs/generated/**"]).pytest()
