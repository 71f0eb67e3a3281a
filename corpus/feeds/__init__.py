"""Job boards, feeds and web pages, fetched politely."""
