"""Write docs/licences.md: what users of the package and its developers install, and the licence of each.

python docs/licences.py     asks the metadata of what is installed, which requirements/ says to the version
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "licences.md"
OURS: Final = "govinfo-schema"
LOCKS: Final = ("tests/tools/package-lock.json", "docs/try/package-lock.json")
SPDX: Final = {
    "MIT License": "MIT", "BSD License": "BSD", "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Apache 2": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "ISC License": "ISC", "ISC License (ISCL)": "ISC",
    "Public Domain": "public domain", "Artistic License": "Artistic-1.0",
    "GNU General Public License (GPL)": "GPL", "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}  # fmt: skip
"""What older metadata calls a licence; newer metadata has SPDX expressions."""
TEXTS: Final = {"Apache License Version 2.0": "Apache-2.0", "Permission is hereby granted, free of charge": "MIT"}
"""How licences begin, for packages that say no more than the text."""
INTRODUCTION: Final = """# 依赖与许可 · Dependencies and licences

本库是 Apache-2.0，自己的文件里没有别人的代码，也不打包任何依赖；下面各包由 pip、npm 另行安装，各有各的许可。核心依赖和附加组件都是宽松许可；`hypothesis` 是 MPL-2.0（文件级的著佐权），只在测试里用。版本就是 `requirements/` 里锁定、CI 里装的那些；用户装的可以更新。

The library is Apache-2.0; it contains no code of others and bundles no dependency. Core and extras are permissive, but for `hypothesis` (MPL-2.0), which is for tests. Versions are those that `requirements/` pins and CI installs.

本页由 `docs/licences.py` 写出。 Written by `docs/licences.py`.
"""  # noqa: E501 - paragraphs of Markdown


def closure(*extras: str) -> set[str]:
    """What is installed with the package and these extras, itself included."""
    return closure_of(Requirement(f"{OURS}[{','.join(extras)}]"))


def closure_of(*asked: Requirement) -> set[str]:
    """What is installed if these are asked for, themselves included."""
    found: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(one.name), one.extras) for one in asked]
    while waiting:
        name, extras = waiting.pop()
        new = (extras | {""}) - found.get(name, set())
        if new:
            found[name] = found.get(name, set()) | new
            waiting += needed(distribution(name), new)
    return {*found}


def needed(package: Distribution, extras: set[str]) -> Iterator[tuple[NormalizedName, set[str]]]:
    """What a package needs here, for itself or for its extras."""
    for requirement in map(Requirement, package.requires or ()):
        if not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            yield canonicalize_name(requirement.name), requirement.extras


def extras() -> list[str]:
    """The extras of the package, but for the one that is all of them."""
    return [name for name in distribution(OURS).metadata.get_all("Provides-Extra") or () if name != "all"]


def runtime() -> dict[str, list[str]]:
    """What users install, each with what for: the core, or extras."""
    found: dict[str, list[str]] = {name: ["core"] for name in sorted(closure()) if name != OURS}
    for extra in extras():
        for name in sorted(closure(extra) - closure()):
            found.setdefault(name, []).append(extra)
    return found


def pinned(name: str) -> dict[str, str]:
    """The versions in a file of requirements/ that are for this machine."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.rstrip("\\ ")) for line in lines if re.match(r"\w", line)]
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in found
        if one.marker is None or one.marker.evaluate()
    }


def licence(name: str) -> str:
    """The licence of an installed package; nothing if its metadata does not say."""
    package = distribution(name)
    told: Any = package.metadata
    said = told.get("License-Expression") or ""
    text = (told.get("License") or "").strip()
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License")]
    files = (package.read_text(f"licenses/{file}") or "" for file in told.get_all("License-File") or ())
    whole = " ".join("\n".join([text, *files]).split())
    known = [one for words, one in TEXTS.items() if words in whole]
    older = [text] if text and len(text) < 30 else classified or known
    return said or " / ".join(SPDX.get(one, one) for one in older)


def npm() -> dict[str, set[tuple[str, str]]]:
    """Packages of npm that the tests and the page to try take, from their locks: versions and licences."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for lock in LOCKS:
        packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
        for path, one in packages.items():
            if path:
                said: str = one.get("license", "")
                found[path.rpartition("node_modules/")[2]].add((one["version"], SPDX.get(said, said)))
    return found


def page() -> str:
    """The page as it is kept."""
    of_users, of_all = runtime(), pinned("dev")
    tables = {
        "用户装的 · What users install": (
            "包 package | 版本 version | 许可 licence | 用于 for",
            [f"{name} | {of_all[name]} | {licence(name)} | {'、'.join(why)}" for name, why in sorted(of_users.items())],
        ),
        "开发者另外装的 · What developers install besides": (
            "包 package | 版本 version | 许可 licence",
            [f"{name} | {of_all[name]} | {licence(name)}" for name in sorted(of_all.keys() - of_users.keys())],
        ),
        "npm：测试和试用页 · Of npm, for tests and the page to try": (
            "包 package | 版本 version | 许可 licence",
            [
                f"{name} | {version} | {said}"
                for name, of_one in sorted(npm().items())
                for version, said in sorted(of_one)
            ],
        ),
    }
    parts = [INTRODUCTION]
    for title, (head, rows) in tables.items():
        lines = [f"| {row} |" for row in (head, " | ".join(["---"] * (head.count("|") + 1)), *rows)]
        parts.append("\n".join([f"## {title}", "", *lines, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
