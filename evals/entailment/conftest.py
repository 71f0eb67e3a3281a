"""Files that need torch are not collected: it is installed only where the model is trained."""

collect_ignore = ["network.py", "train.py"]
