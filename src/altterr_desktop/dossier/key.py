"""Turn a passphrase into the key of a dossier; keep no passphrase."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from altterr_desktop.dossier.errors import EmptyPassphrase
from altterr_desktop.settings.paths import resources_folder

SALT_SIZE = 16
KEY_SIZE = 32
# SQLCipher 4's own derivation: a dossier opens with its passphrase in any tool that reads SQLCipher 4.
ITERATIONS = 256_000
PASSPHRASE_WORDS = 6
# Without passphrase, this published key: pages are still authenticated, nothing is secret.
OPEN_KEY = hashlib.sha256(b"altterr: dossier without passphrase").digest()


def normal_passphrase(passphrase: str) -> str:
    """Give the passphrase as it is hashed: one Unicode form (NFC), without spaces around.

    Raises EmptyPassphrase.
    """
    normal = unicodedata.normalize("NFC", passphrase).strip()
    if not normal:
        raise EmptyPassphrase
    return normal


def derive_key(passphrase: str | None, salt: bytes) -> bytes:
    """Derive the 32-byte key (PBKDF2-HMAC-SHA512, about 0.2 s); without passphrase, the published one.

    Raises EmptyPassphrase.
    """
    if passphrase is None:
        return OPEN_KEY
    secret = normal_passphrase(passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", secret, salt, ITERATIONS, KEY_SIZE)


def raw_key(key: bytes, salt: bytes) -> str:
    """Write key and salt as the quoted literal SQLCipher takes instead of a passphrase."""
    return f"\"x'{key.hex()}{salt.hex()}'\""


def propose_passphrase() -> str:
    """Draw six common French words (11 bits each), easy to write down and to dictate."""
    words = (resources_folder() / "reference" / "passphrase_words_fr.txt").read_text("utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(PASSPHRASE_WORDS))
