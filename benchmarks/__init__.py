"""Speed and accuracy against named baselines, run by hand: ``python -m benchmarks.browser``."""
