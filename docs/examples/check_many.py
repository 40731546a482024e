"""Check a file of many reports, one a line, on all processors, with a progress bar.

python docs/examples/check_many.py REPORTS.jsonl     prints the lines that are no report, or that do not add up
"""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from tqdm import tqdm

import govinfo_schema as gs

LINES = 200  # sent to a process at a time
AHEAD = 100  # blocks read ahead

Block = tuple[int, list[bytes]]


def blocks(file: Iterable[bytes]) -> Iterator[Block]:
    """The lines of a file in blocks, each with the number of its first line."""
    lines, number = iter(file), 1
    while block := list(islice(lines, LINES)):
        yield number, block
        number += len(block)


def check(block: Block) -> list[str]:
    """What is wrong with the reports of a block; this is what the processes do."""
    number, lines = block
    told: list[str] = []
    for line in gs.iter_from_json_lines(lines, start=number):
        told += [f"{line.number}: {problem.message()}" for problem in line.problems]
        if line.report is not None:
            told += [f"{line.number}: {finding.message()}" for finding in gs.verify(line.report).errors]
    return told


def main(path: Path) -> None:
    """Read, spread, print."""
    with path.open("rb") as file, ProcessPoolExecutor() as pool, tqdm(total=path.stat().st_size, unit="B") as bar:
        waiting = blocks(file)
        while some := list(islice(waiting, AHEAD)):  # not the whole file at once
            for block, told in zip(some, pool.map(check, some), strict=True):
                bar.update(sum(map(len, block[1])))
                for line in told:
                    tqdm.write(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
