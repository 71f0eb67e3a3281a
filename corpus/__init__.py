"""What is known: files and feeds become documents, postings and chunks, held in stores."""
