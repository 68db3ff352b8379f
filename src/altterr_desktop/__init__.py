"""Name the program and its version; this package's root must hold nothing else."""

__version__ = "0.1.0"
