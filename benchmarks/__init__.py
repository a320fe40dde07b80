"""Speed and accuracy beside named baselines, started by hand: ``python -m benchmarks.browser``."""
