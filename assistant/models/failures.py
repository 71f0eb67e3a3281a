"""What a chat model's client raises, as one sentence that says what to do and nothing it was told.

A service may repeat the key in what it says, so its words are told nowhere.
"""

import sys
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType

from corpus.errors import ModelUnavailable

PASSING = {408, 409, 429}  # and 500 and above: worth another try
_ADVICE: Mapping[int, str] = {
    400: "; it may not fill forms (json_schema), or take so long a question",
    401: "; check its API key",
    402: "; check its account",
    403: "; check its API key",
    404: "; check the model's name and the base URL",
    429: "; try again later, or check its account's limits",
}
_LATER = "; try again later"
# Known by name, as they share no class: LangChain's errors, openai's and its kin's, httpx's and
# httpx2's, Python's.
_LATE = {"ModelTimeoutError", "APITimeoutError", "TimeoutException", "TimeoutError"}
_CUT_OFF = {"ModelConnectionError", "APIConnectionError", "TransportError", "ConnectionError"}

LONGER = "; try again, or give it longer (INSIGHT_CHAT_SECONDS)"
OURS = {"assistant", "corpus", "evals"}
MALFORMED = (ValueError, TypeError, LookupError, AttributeError)
"""What clients raise for a body that is JSON of another shape, or none."""


class Failure(ModelUnavailable):
    """Why a call gave nothing, and what that means for the next one.

    `passing` may be over at the next try, after `after_s`. `down` is a service that says nothing.
    `charged` is whether the call may have cost something.
    """

    def __init__(
        self,
        said: str,
        *,
        passing: bool = False,
        down: bool = False,
        charged: bool = True,
        after_s: float = 0.0,
    ) -> None:
        super().__init__(said)
        self.passing = passing
        self.down = down
        self.charged = charged
        self.after_s = after_s


class Told:
    """Raises what a client raises inside it as the failure that it is.

    No two providers' errors have a base in common, and some clients are loaded late: an error is a
    client's when its class is some other package's, or one that Python raises for what was sent.
    """

    def __init__(self, failure: Callable[[Exception], ModelUnavailable]) -> None:
        self._failure = failure

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception) and _is_a_clients(error):
            # `from None`: a service may repeat the key in what it says, which is told nowhere.
            raise self._failure(error) from None


def told(error: Exception) -> Failure:
    """The failure that a client's error is, whichever provider's client it is."""
    status = _status(error)
    if status is not None:
        return refused(status, _headers(error))
    kinds = {kind.__name__ for kind in type(error).__mro__}
    sent = not _never_sent(error)
    if kinds & _LATE:
        said = f"the chat model did not answer in time{LONGER}"
        return Failure(said, down=True, charged=sent)
    if kinds & _CUT_OFF:
        return unreachable(sent=sent)
    kind = type(error).__name__
    said = f"the chat model did not finish its answer ({kind}); try again"
    if isinstance(error, MALFORMED):
        said = f"the chat model's answer is not one ({kind}); check the base URL and its key"
    return Failure(said)


def refused(status: int, headers: Mapping[str, str]) -> Failure:
    """The failure that an error status is."""
    passing = status in PASSING or status >= 500
    advice = _ADVICE.get(status, _LATER if passing else "; check the base URL")
    return Failure(
        f"the chat model's service answered {status}{advice}",
        passing=passing,
        charged=False,
        after_s=_after_s(headers),
    )


def took_longer(seconds: float, *, down: bool) -> Failure:
    """The failure of a call that did not end in time."""
    return Failure(f"the chat model took longer than {seconds:g} s{LONGER}", down=down)


def fell_silent(seconds: float, *, down: bool) -> Failure:
    """The failure of a reply whose next word did not come in time."""
    return Failure(f"the chat model said nothing for {seconds:g} s; try again later", down=down)


def unreachable(*, sent: bool) -> Failure:
    """The failure of a connection; `sent` is whether the question may have got through."""
    said = "the chat model cannot be reached, or hung up; check that it runs and the base URL"
    return Failure(said, passing=True, down=True, charged=sent)


def _is_a_clients(error: Exception) -> bool:
    package = type(error).__module__.partition(".")[0]
    others = package not in OURS and package not in sys.stdlib_module_names
    return others or isinstance(error, (OSError, NotImplementedError, *MALFORMED))


def _status(error: Exception) -> int | None:
    response = getattr(error, "response", None)
    for status in (
        getattr(error, "status_code", None),
        getattr(response, "status_code", None),
        getattr(error, "code", None),
    ):
        if isinstance(status, int) and status >= 300:
            return status
    return None


def _headers(error: Exception) -> Mapping[str, str]:
    headers = getattr(getattr(error, "response", None), "headers", None)
    return headers if isinstance(headers, Mapping) else {}


def _never_sent(error: BaseException | None) -> bool:
    kinds = set()
    while error is not None:
        kinds.add(type(error).__name__)
        error = error.__cause__
    return bool(kinds & {"ConnectError", "ConnectTimeout", "ConnectionRefusedError"})


def _after_s(headers: Mapping[str, str]) -> float:
    asked = headers.get("retry-after", "")
    if asked.isdecimal():
        return float(asked)
    try:
        # By the service's own clock: this machine's may be wrong.
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):  # no date, or one without its offset
        return 0.0
    return max(wait.total_seconds(), 0.0)
