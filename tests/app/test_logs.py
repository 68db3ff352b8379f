from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.app import logs


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    root = logging.getLogger("altterr_desktop")
    before = list(root.handlers)
    yield logging.getLogger("altterr_desktop.test")
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


def test_words_of_a_person_never_reach_the_log(tmp_path: Path, logger: logging.Logger) -> None:
    file = logs.start_logs(tmp_path)
    logger.warning(
        "opened %s with %d rows in %.1f s for %r", "/media/zoe/Élu·es.altterr", 3, 0.25, {"name": "Zoé"}
    )
    try:
        raise ValueError("Zoé Çelik")
    except ValueError:
        logger.exception("reading %s", "Zoé")
    logger.error(KeyError("Zoé"))
    written = file.read_text("utf-8")
    assert "opened … with 3 rows in 0.2 s for …" in written
    assert "builtins.ValueError" in written
    assert "builtins.KeyError" in written
    assert "zoe" not in written
    assert "Zoé" not in written


def test_a_large_log_is_put_aside_and_few_are_kept(tmp_path: Path, logger: logging.Logger) -> None:
    for _start in range(6):
        file = logs.start_logs(tmp_path)
        file.write_bytes(b"x" * logs.LARGEST_BYTES)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path, logger: logging.Logger) -> None:
    (tmp_path / "file").write_text("")
    logs.start_logs(tmp_path / "file" / "logs")
    logger.warning("still here")


def test_a_message_that_does_not_fit_its_values_is_left_out() -> None:
    record = logging.LogRecord(
        "altterr_desktop.test", logging.ERROR, __file__, 1, "broken %d", ("Zoé",), None
    )
    assert logs.ImpersonalFormatter().format(record).endswith("altterr_desktop.test: …")
