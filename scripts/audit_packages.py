"""`make audit`: asks the public lists whether the pinned packages of a running bot have known weaknesses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).parents[1] / "requirements" / "run.txt"
# Strict: a package that could not be asked about fails, instead of passing for a good one.
ASK = ("--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def told(output: str) -> tuple[int, list[str]]:
    """The exit status and the lines that pip-audit's answer comes to: 0 all is well, 1 weaknesses, 2 not asked."""
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        return 2, [
            "Not audited: the public lists of weaknesses could not be asked about every package. "
            "Call it again where the network reaches them."
        ]
    weak = [
        f"{package['name']} {package['version']}: {found['id']}, "
        f"mended in {', '.join(found['fix_versions']) or 'no version yet'}"
        for package in packages
        for found in package["vulns"]
    ]
    if weak:
        return 1, [*weak, "`make pins` chooses newer versions."]
    return 0, [f"No known weakness in {len(packages)} packages."]


def main() -> int:
    tool = Path(sys.executable).with_name("pip-audit")
    asked = subprocess.run([tool, *ASK, "--requirement", PINS], capture_output=True, text=True)  # noqa: S603  our own tool
    status, lines = told(asked.stdout)
    print("\n".join(lines), file=sys.stderr if status else sys.stdout)
    return status


if __name__ == "__main__":
    sys.exit(main())
