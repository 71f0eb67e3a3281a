"""Benchmarks on real data: each script measures, prints Markdown and writes it to results/."""
