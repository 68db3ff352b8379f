"""Fetch the fonts and icons of resources/ again from the packages they came from; must alter none of them.

Standard library and npm only. Run from the root of a clone:

    python3 packaging/build_assets.py          # fetches the packages with `npm pack`, writes the files
    python3 packaging/build_assets.py --check  # writes nothing, says what differs

The drawings of the project itself (resources/icons/altterr*.svg) are not touched.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).parents[1] / "resources"


@dataclass(frozen=True)
class Package:
    """Name a package of the npm registry, its archive's hash, and which of its files go where."""

    name: str
    version: str
    integrity: str
    files: Mapping[str, str]
    """Path in resources/ -> path in the package."""


# Static cuts with TrueType outlines, as published: «Source» is a reserved font name (OFL), nothing is cut out.
SOURCE_SANS = Package(
    "@expo-google-fonts/source-sans-3",
    "0.4.1",
    "sha512-sxsO4kfxQnVMT6ri/yWiBefkgem6suvc7KWJ4m/kWGTGqxkGouxG7MQsZ8XR6wqasxYZxdWK1gtusMBLSZDiiA==",
    {
        "fonts/SourceSans3-Light.ttf": "300Light/SourceSans3_300Light.ttf",
        "fonts/SourceSans3-Regular.ttf": "400Regular/SourceSans3_400Regular.ttf",
        "fonts/SourceSans3-It.ttf": "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
        "fonts/SourceSans3-Semibold.ttf": "600SemiBold/SourceSans3_600SemiBold.ttf",
        "fonts/SourceSans3-Bold.ttf": "700Bold/SourceSans3_700Bold.ttf",
        "fonts/OFL-SourceSans3.txt": "LICENSE_FONT",
    },
)
INTER = Package(
    "@expo-google-fonts/inter",
    "0.4.2",
    "sha512-syfiImMaDmq7cFi0of+waE2M4uSCyd16zgyWxdPOY7fN2VBmSLKEzkfbZgeOjJq61kSqPBNNtXjggiQiSD6gMQ==",
    {
        "fonts/Inter-Regular.ttf": "400Regular/Inter_400Regular.ttf",
        "fonts/Inter-Medium.ttf": "500Medium/Inter_500Medium.ttf",
        "fonts/Inter-SemiBold.ttf": "600SemiBold/Inter_600SemiBold.ttf",
        "fonts/Inter-Bold.ttf": "700Bold/Inter_700Bold.ttf",
        "fonts/OFL-Inter.txt": "LICENSE_FONT",
    },
)
DEJAVU = Package(
    "dejavu-fonts-ttf",
    "2.37.3",
    "sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==",
    {"fonts/DejaVuSans.ttf": "ttf/DejaVuSans.ttf", "fonts/LICENSE-DejaVu.txt": "LICENSE"},
)
ICONS = tuple(
    name
    for line in (
        "archive arrow-down arrow-left arrow-right arrow-up banknote bell bike bird book-open building-2 bus",
        "calendar calendar-clock calendar-days chart-column chart-line chart-pie check chevron-down",
        "chevron-left chevron-right chevron-up circle circle-alert circle-check circle-dashed circle-dot",
        "circle-help circle-minus circle-pause circle-play circle-slash circle-stop circle-x clock columns-3",
        "contrast copy database download droplets ear ellipsis-vertical external-link eye eye-off factory",
        "file-down file-spreadsheet file-text filter flag folder folder-open gavel git-merge globe",
        "graduation-cap grip-vertical hand handshake hard-drive history home hourglass image inbox info",
        "key-round keyboard landmark languages layout-dashboard leaf link list list-checks loader lock",
        "lock-open log-out mail mail-question map map-pin maximize megaphone megaphone-off",
        "message-circle-question message-square messages-square mic minimize minus moon network newspaper",
        "notebook-pen package paperclip pause pencil phone play plus printer quote recycle redo-2 refresh-cw",
        "route save scale search send settings shield-check sliders-horizontal sprout square-kanban star sun",
        "tag target thumbs-down thumbs-up timer trash-2 trees trending-up triangle-alert undo-2 upload usb",
        "user user-plus user-round users utensils vote x zap",
    )
    for name in line.split()
)
LUCIDE = Package(
    "lucide-static",
    "1.62.0",
    "sha512-WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==",
    {f"icons/{name}.svg": f"icons/{name}.svg" for name in ICONS} | {"icons/LICENSE-Lucide.txt": "LICENSE"},
)
PACKAGES = (SOURCE_SANS, INTER, DEJAVU, LUCIDE)
OWN_DRAWINGS = "altterr*.svg"


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or say which differ; give the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    wanted = {path: content for package in PACKAGES for path, content in contents(package).items()}
    strangers = sorted(unlisted(set(wanted)))
    for path in strangers:
        print(f"{path}: from no package")
    if options.check:
        different = [path for path, content in wanted.items() if not same(RESOURCES / path, content)]
        print("\n".join(f"{path}: differs" for path in different) or "fonts and icons are as published")
        return 1 if different or strangers else 0
    for path, content in wanted.items():
        (RESOURCES / path).parent.mkdir(parents=True, exist_ok=True)
        (RESOURCES / path).write_bytes(content)
    print(f"{len(wanted)} files, {sum(map(len, wanted.values())):,} bytes")
    return 0


def contents(package: Package) -> dict[str, bytes]:
    """Fetch a package and give its wanted files; leave with a message if the archive is not the one named."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        command = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if digest != package.integrity:
        sys.exit(f"{wanted} is not the archive expected: {digest}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        return {
            path: file.read()
            for path, source in package.files.items()
            if (file := members.extractfile(f"package/{source}"))
        }


def unlisted(wanted: set[str]) -> set[str]:
    """Give the files of the two folders that are neither from a package nor drawn for the project."""
    return {
        path.relative_to(RESOURCES).as_posix()
        for folder in ("fonts", "icons")
        for path in (RESOURCES / folder).glob("*")
        if path.relative_to(RESOURCES).as_posix() not in wanted and not path.match(OWN_DRAWINGS)
    }


def same(path: Path, content: bytes) -> bool:
    """Tell whether a file holds this content."""
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
