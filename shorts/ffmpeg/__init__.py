"""ffmpeg: argv built purely (args), run in one place (run), files probed (probe)."""
