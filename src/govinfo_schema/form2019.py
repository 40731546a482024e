"""The classes of the 2019 form, at their public address."""

from govinfo_schema.form.form2019 import *  # noqa: F403 - the names of the form, which lists them
from govinfo_schema.form.form2019 import __all__ as __all__  # noqa: PLC0414 - so that checkers see them here too
