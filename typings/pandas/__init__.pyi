# It comes without types; what is taken from it is checked at run time.
from typing import Any

def __getattr__(name: str) -> Any: ...
