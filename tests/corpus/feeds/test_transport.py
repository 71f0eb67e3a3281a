"""The wire under TLS: an address that was checked, under the name that its certificate is for."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

import pytest

from corpus.errors import FeedUnavailable
from corpus.feeds.client import Client, Fetched, Manners
from tests.corpus.feeds.server import LOOPBACK, Web, page, serving

pytestmark = pytest.mark.enable_socket  # for this machine's loopback

HERE = (*LOOPBACK, ip_network("::1/128"))


@dataclass
class Secured:
    """A server that speaks TLS, and the names it was asked for."""

    web: Web
    trust: ssl.SSLContext
    names: list[str] = field(default_factory=list)

    def fetch(self, trust: ssl.SSLContext | None = None) -> object:
        self.web.says("/jobs", page("[]"))
        manners = Manners(attempts=1)
        with Client(allowed=HERE, trust=trust or True, manners=manners) as client:
            return client.api(f"https://localhost:{self.web.port}/jobs")


@contextmanager
def secured(folder: Path, name: str) -> Iterator[Secured]:
    """A server whose certificate is for a name, made for this test alone."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes a certificate for the test, is not installed")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    files = ["-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as web:
        server = Secured(web, ssl.create_default_context(cafile=str(certificate)))
        context.sni_callback = lambda _, asked, __: server.names.append(str(asked))
        yield server


def test_a_certificate_is_checked_against_the_name_and_not_the_address(tmp_path: Path) -> None:
    with secured(tmp_path, "localhost") as server:
        assert isinstance(server.fetch(server.trust), Fetched)
        assert server.names == ["localhost"]
        assert server.web.asked[0][1]["host"] == f"localhost:{server.web.port}"


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    with secured(tmp_path, "other.example") as server:
        with pytest.raises(FeedUnavailable, match="certificate"):
            server.fetch(server.trust)
        assert server.web.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with secured(tmp_path, "localhost") as server:
        with pytest.raises(FeedUnavailable, match="certificate"):
            server.fetch()
        assert server.web.asked == []
