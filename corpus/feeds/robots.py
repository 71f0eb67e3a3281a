"""What a site's robots.txt asks of programs that read it."""

from collections.abc import Callable

from protego import Protego

from corpus.errors import FeedUnavailable, OversizedSource, RefusedAddress

PRODUCT = "market-insight-assistant"
LONGEST_DELAY_S = 60.0


class Robots:
    """The rules of each site, fetched once; as RFC 9309 has it.

    A site without the file allows all; one whose file cannot be had allows nothing.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._rules: dict[str, Protego] = {}

    def delay(self, site: str, address: str) -> float:
        """Seconds the site wants between requests, 0 if it does not say.

        Raises RefusedAddress where it asks us not to read the address, or to wait for too long.
        """
        rules = self._rules.get(site) or self._rules.setdefault(site, self._fetched(site))
        if not rules.can_fetch(address, PRODUCT):
            raise RefusedAddress(f"{site}/robots.txt asks programs not to read it")
        delay = rules.crawl_delay(PRODUCT) or 0.0
        if delay > LONGEST_DELAY_S:
            raise RefusedAddress(
                f"{site}/robots.txt asks for {delay:,.0f} s between requests; "
                f"at most {LONGEST_DELAY_S:.0f} s are waited"
            )
        return delay

    def _fetched(self, site: str) -> Protego:
        try:
            words = self._read(f"{site}/robots.txt")
        except (FeedUnavailable, OversizedSource) as e:
            raise FeedUnavailable(f"it is not asked while its rules cannot be read: {e}") from e
        return Protego.parse(words.decode("utf-8", "replace"))
