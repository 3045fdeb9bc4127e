"""Our own music: written as chords, patterns and tunes, played by FluidSynth and a small synthesiser, mixed to seamless loops."""
