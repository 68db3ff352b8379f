"""Name the errors a user is told about; anything else that is raised is a bug and goes to a crash report."""


class KnownError(Exception):
    """Carry one translated sentence: what is wrong, where, and what to do."""


class InvalidInput(KnownError):
    """Say which value was refused and why; nothing was changed."""


class NotFound(KnownError):
    """Say which record was asked for and is not in the dossier."""


class Cancelled(KnownError):
    """Say that the user stopped the work; nothing was changed."""
