"""Local Shorts Studio: a page in, a finished vertical short out, on one's own PC."""

__version__ = "0.1.0"
