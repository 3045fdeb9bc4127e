"""Korean and English as they are spoken: figures to words, sentences, pronunciation."""
