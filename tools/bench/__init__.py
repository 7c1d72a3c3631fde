"""The figures of `make bench`, measured side by side in one run; ratios and medians, for machines are noisy."""
