"""What clients raise, told as failures; what they do not raise is a bug, and stays one."""

import httpx
import pytest

from assistant.models.failures import Failure, Told, refused, told
from corpus.errors import ModelUnavailable


class ClientError(Exception):
    """An error of a client that shares no base with any other."""

    status_code = 503


class APIConnectionError(Exception):
    """A lost connection, as openai's kin call it."""


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ClientError("sk-key"), "answered 503; try again later"),
        (APIConnectionError("sk-key"), "cannot be reached, or hung up"),
        (ConnectionResetError("sk-key"), "cannot be reached, or hung up"),
        (ValueError("sk-key"), r"is not one \(ValueError\)"),
        (NotImplementedError("sk-key"), r"did not finish its answer \(NotImplementedError\)"),
    ],
)
def test_any_clients_error_is_told_without_its_words(error: Exception, message: str) -> None:
    with pytest.raises(Failure, match=message) as raised, Told(told):
        raise error
    assert "sk-key" not in str(raised.getrepr(style="native", chain=True))


@pytest.mark.parametrize(
    "error", [AssertionError(), RuntimeError(), KeyboardInterrupt(), ModelUnavailable("said")]
)
def test_what_no_client_raises_is_left_as_it_is(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, Told(told):
        raise error
    assert raised.value is error


@pytest.mark.parametrize(
    ("error", "charged"),
    [
        (httpx.ConnectTimeout("late"), False),
        (httpx.ConnectError("refused"), False),
        (httpx.ReadTimeout("late"), True),
        (httpx.RemoteProtocolError("hung up"), True),
    ],
)
def test_what_was_never_sent_costs_nothing(error: Exception, charged: bool) -> None:
    failure = told(error)
    assert (failure.down, failure.charged) == (True, charged)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("Tue, 24 Nov 2026 12:00:30 GMT", 30),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("soon", 0),
        ("-1", 0),
        ("", 0),
    ],
)
def test_a_service_says_when_to_ask_again_in_seconds_or_by_its_clock(
    asked: str, seconds: float
) -> None:
    headers = {"date": "Tue, 24 Nov 2026 12:00:00 GMT", "retry-after": asked}
    assert refused(429, headers).after_s == seconds
    assert refused(429, {"retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}).after_s == 0
