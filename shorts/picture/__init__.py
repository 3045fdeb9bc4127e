"""Frames: YUV planes, sprites, lettering, photo cards."""
