"""Put into the demonstration what a second laptop brings: news, and two disagreements to settle."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import select

from altterr_desktop.dossier.copying import copy_dossier
from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.journal.merge import receive
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.travelling import commit_ids, read_commits, read_edits
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.demo_scene import Scene, demo_id
from altterr_desktop.services.news import note_news_seen

_DEVICE = "portable de Basile"
_OURS = ("Association des parents d’élèves", "Le service voirie confirme le calendrier par téléphone.")
_THEIRS = ("Parents d’élèves, club cycliste", "Le service voirie confirme le calendrier par écrit, le 3.")


def add_contributions(dossier: Dossier, scene: Scene) -> None:
    """Have two people write apart in the same commitment, then bring the second one's acts in."""
    basile = next(one for one in scene.texts["volunteers"] if one["key"] == "basile")
    note_news_seen(dossier)
    with tempfile.TemporaryDirectory(prefix="altterr-") as folder:
        copy = Path(folder) / "copy.altterr"
        copy_dossier(dossier, copy)
        signature = Signature(demo_id("volunteer", "basile"), basile["name"], _DEVICE)
        with open_dossier(copy, signature=signature, known=True) as other:
            with other.reading() as session:
                known = commit_ids(session)[-1][0]
            _write(other, _THEIRS)
            with other.reading() as session:
                seqs = [seq for seq, _commit in commit_ids(session, after_seq=known)]
                commits, edits = read_commits(session, seqs), list(read_edits(session, seqs))
        _write(dossier, _OURS)
        receive(dossier, commits, edits)


def _write(dossier: Dossier, words: tuple[str, str]) -> None:
    with recording(dossier, "Démonstration : un contact de plus") as work:
        first = work.session.execute(
            select(Commitment)
            .where(~Commitment.deleted)
            .order_by(Commitment.position, Commitment.id)
            .limit(1)
        ).scalar_one()
        first.partners, first.notes = words
