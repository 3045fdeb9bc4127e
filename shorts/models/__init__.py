"""Models that can be installed: the catalogue, the installer, where weights are, whether they are safe, what a card can run."""
