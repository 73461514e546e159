"""Asking other sites, on real servers of this machine, and the command that does it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from macros.upkeep.asking import HOPS, Answer, Asker
from macros.upkeep.outside import addresses_in
from tests.buiten import answering

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"


def ask(outside, path: str, **settings) -> Answer:
    return Asker(pause=0, **settings).ask(outside.address + path)


def test_a_page_that_works_is_asked_once_and_by_its_headers_only():
    with answering({}) as outside:
        assert ask(outside, "/goed") == Answer(200)
        assert outside.asked == [("HEAD", "/goed")]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_site_that_refuses_to_give_headers_only_is_asked_for_the_page(status):
    with answering({"/": lambda request: (status if request.command == "HEAD" else 200,)}) as outside:
        assert ask(outside, "/") == Answer(200)
        assert [method for method, _ in outside.asked] == ["HEAD", "GET"]


def test_a_site_that_hangs_up_on_headers_only_is_asked_for_the_page():
    with answering({"/": lambda request: None if request.command == "HEAD" else (200,)}) as outside:
        assert ask(outside, "/") == Answer(200)


@pytest.mark.parametrize(
    ("status", "wrong"),
    [
        (401, "vraagt om in te loggen (401)"),
        (403, "laat een programma niet binnen (403)"),
        (404, "heeft deze pagina niet (404)"),
        (410, "heeft deze pagina weggehaald (410)"),
        (418, "antwoordt niet met een pagina (418)"),
        (500, "heeft een storing (500)"),
        (503, "heeft een storing (503)"),
    ],
)
def test_what_a_status_means(status, wrong):
    with answering({"/": (status,)}) as outside:
        assert ask(outside, "/") == Answer(status, wrong)


def test_a_passing_fault_gets_a_second_chance_and_a_lasting_one_is_told():
    times = []

    def first_time_wrong(request) -> tuple:
        times.append(request.command)
        return (503,) if len(times) <= 2 else (200,)

    with answering({"/even": first_time_wrong, "/steeds": (500,), "/weg": (404,)}) as outside:
        assert ask(outside, "/even") == Answer(200)
        assert ask(outside, "/steeds").status == 500
        assert len(outside.asked) == 3 + 4
        ask(outside, "/weg")
        assert len(outside.asked) == 3 + 4 + 2  # what is not there does not come by asking again


def test_a_site_that_wants_less_of_us_is_not_asked_again():
    with answering({"/": (429,)}) as outside:
        assert ask(outside, "/") == Answer(429, "wil minder vragen krijgen (429)")
        assert len(outside.asked) == 1


def test_redirects_are_followed_and_told_only_as_far_as_they_are_for_good():
    answers = {
        "/a": (301, "/b"),
        "/b": (308, "/c"),
        "/c": (302, "/d"),
        "/d": (301, "/e"),
        "/nu": (307, "/e"),
        "/zie": (303, "/e"),
    }
    with answering(answers) as outside:
        assert ask(outside, "/a") == Answer(200, moved=f"{outside.address}/c")
        assert ask(outside, "/nu") == ask(outside, "/zie") == Answer(200)
        assert {method for method, _ in outside.asked} == {"HEAD"}


def test_a_redirect_to_another_host_counts_there_too():
    with answering({}) as other, answering({"/": (301, f"{other.address}/nieuw")}) as outside:
        assert ask(outside, "/") == Answer(200, moved=f"{other.address}/nieuw")
        assert other.asked == [("HEAD", "/nieuw")]


@pytest.mark.parametrize(
    ("sent", "asked", "moved"),
    [
        (b"/caf\xc3\xa9?q=\xe2\x82\xac", "/caf%C3%A9?q=%E2%82%AC", "/café?q=€"),
        (b"/caf\xe9", "/caf%E9", "/caf%E9"),  # no text that anyone can know; the same bytes all the same
        (b"/wiki/A_(b)", "/wiki/A_(b)", "/wiki/A_%28b%29"),
    ],
)
def test_signs_outside_english_in_a_redirect_are_asked_as_they_were_sent(sent, asked, moved):
    with answering({"/": (301, sent.decode("latin-1"))}) as outside:
        assert ask(outside, "/") == Answer(200, moved=outside.address + moved)
        assert outside.asked == [("HEAD", "/"), ("HEAD", asked)]


def test_where_a_site_leads_is_no_markdown_and_steers_no_terminal():
    """What it says comes in an issue that we open."""
    sent = "/nieuw) @vrijwilligers/redactie ![x](https://spion/x.png) <b>'*'</b> \x1b[31m" + "\u202e".encode().decode("latin-1")
    with answering({"/": (301, sent), "/weg": (301, "http://(@redactie)'.invalid/")}) as outside:
        assert ask(outside, "/").moved == (
            f"{outside.address}/nieuw%29%20@vrijwilligers/redactie%20%21[x]%28https://spion/x.png%29%20"
            "%3Cb%3E%27%2A%27%3C/b%3E%20%1B[31m%E2%80%AE"
        )
        assert ask(outside, "/weg").wrong == "is niet te vinden: de naam redactie%29%27.invalid is onbekend"


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ((302, "/rond"), f"verwijst meer dan {HOPS} keer door"),
        ((302,), "verwijst door, maar niet naar een webadres (302)"),
        ((301, "file:///etc/passwd"), "verwijst door, maar niet naar een webadres (301)"),
        ((301, "ftp://voorbeeld.nl/"), "verwijst door, maar niet naar een webadres (301)"),
        ((301, "http://[kapot/"), "is geen adres dat te vragen is"),
        (None, "is niet te bereiken (de verbinding brak af)"),
    ],
)
def test_answers_that_lead_nowhere(answer, wrong):
    with answering({"/rond": (lambda request: answer) if answer is None else answer}) as outside:
        assert ask(outside, "/rond").wrong == wrong


def test_a_site_that_does_not_answer_in_time():
    stop = threading.Event()
    with answering({"/": lambda request: stop.wait(30) and None}) as outside:
        assert ask(outside, "/", timeout=0.2) == Answer(0, "gaf geen antwoord binnen 0.2 seconden")
        stop.set()


def test_a_site_that_is_not_there():
    with socket.socket() as taken:  # bound, so that nobody else gets the port, but nothing listens
        taken.bind(("127.0.0.1", 0))
        found = Asker(pause=0).ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert found == Answer(0, "is niet te bereiken (de verbinding wordt geweigerd)")
    assert Asker(pause=0).ask("http://bestaat-niet.invalid/").wrong == (
        "is niet te vinden: de naam bestaat-niet.invalid is onbekend"
    )


def test_a_site_without_a_safe_connection():
    with answering({}) as outside:
        found = ask(outside, "/").wrong, Asker(pause=0).ask(outside.address.replace("http:", "https:")).wrong
    assert found == ("", "geeft geen veilige verbinding (kijk het certificaat na)")


@pytest.mark.parametrize("address", ["http://exa mple/", "http://[kapot/", "http://host:poort/", "http://" + "a" * 300 + ".nl/é"])
def test_an_address_that_cannot_be_asked_is_told_and_nothing_breaks(address):
    assert Asker(pause=0).ask(address).wrong


def test_signs_outside_english_travel_as_codes():
    with answering({"/caf%C3%A9/%20?q=%E2%82%AC&a=b%20c": (204,)}) as outside:
        assert ask(outside, "/café/%20?q=€&a=b%20c") == Answer(204)


def test_one_request_at_a_time_to_a_host_with_a_pause_and_our_own_name():
    with answering({"/1": (404,), "/2": (302, "/3")}) as outside:
        addresses = [f"{outside.address}/{number}" for number in range(6)]
        found = Asker(pause=0.05, home="https://portaal.voorbeeld.nl/").ask_all(addresses)
    assert list(found) == addresses
    assert outside.at_once == 1
    assert len(outside.times) == 8
    assert all(later - earlier >= 0.05 for earlier, later in zip(outside.times, outside.times[1:], strict=False))
    assert outside.agents == {"KennisportaalVrijwilligeInzet-linkcontrole/1.0 (+https://portaal.voorbeeld.nl/)"}


def test_hosts_that_lead_to_each_other_are_still_asked_one_at_a_time():
    def slow(request) -> tuple:
        time.sleep(0.05)
        return (200,)

    with answering({f"/{n}": slow for n in range(4)}) as one:
        away = {f"/{n}": (302, f"{one.address}/{n}") for n in range(4)}
        with answering(away) as two:
            Asker(pause=0).ask_all([f"{host.address}/{n}" for host in (one, two) for n in range(4)])
    assert one.at_once == 1
    assert len(one.asked) == 8


def test_several_hosts_are_asked_at_once():
    met = threading.Barrier(2, timeout=20)  # each answers only when the other has been asked too

    def together(request) -> tuple:
        met.wait()
        return (200,)

    with answering({"/": together}) as one, answering({"/": together}) as two:
        found = Asker(pause=0).ask_all([f"{one.address}/", f"{two.address}/"])
    assert set(found.values()) == {Answer(200)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.nl", ["https://a.nl"]),
        ("Zie https://a.nl/b.", ["https://a.nl/b"]),
        ("(https://a.nl/b), en “https://a.nl/c”!", ["https://a.nl/b", "https://a.nl/c"]),
        ("[a](https://a.nl/b)[c](<https://c.nl/d>)", ["https://a.nl/b", "https://c.nl/d"]),
        ("[a](https://nl.wikipedia.org/wiki/A_(b)).", ["https://nl.wikipedia.org/wiki/A_(b)"]),
        ("**https://a.nl/b**", ["https://a.nl/b"]),
        ("| https://a.nl/b|c |", ["https://a.nl/b"]),
        ("https://a.nl/?q=1&b=2#kop", ["https://a.nl/?q=1&b=2#kop"]),
        ("https://a.nl/{pad} mailto:x@a.nl ftp://a.nl https:// www.a.nl", []),
    ],
)
def test_where_an_address_begins_and_ends(text, found):
    assert [address for _, address in addresses_in(text)] == found
    assert all(text[start:].startswith(address) for start, address in addresses_in(text))


def run(data: Path, **settings: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATA": str(data), "GITHUB_ACTIONS": "", "ISSUES": "", "SITE_URL": "", **settings}
    return subprocess.run(
        [sys.executable, "-m", "scripts.links"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def data(tmp_path) -> Path:
    shutil.copytree(RECORDS, tmp_path / "data")
    return tmp_path / "data"


def link(data: Path, *addresses: str) -> None:
    """Make the lesson lead to these addresses."""
    lesson = data / "lessen" / "les.yml"
    lines = "".join(f"  - {address}\n" for address in addresses)
    lesson.write_text(lesson.read_text("utf-8").replace("inzicht: Tekst.\n", f"inzicht: |\n{lines}"), "utf-8")


def test_the_command_tells_each_failure_with_its_place(data):
    with answering({"/weg": (404,), "/oud": (301, "/nieuw")}) as outside:
        link(data, f"{outside.address}/weg", f"{outside.address}/oud")
        done = run(data)
        assert done.returncode == 1
        assert f"lessen/les.yml:7:5: fout[dode-link]: {outside.address}/weg heeft" in done.stdout
        assert f"lessen/les.yml:8:5: waarschuwing[verhuisde-link]: {outside.address}/oud" in done.stdout
        assert done.stdout.endswith("\n1 fout en 1 waarschuwing.\n")
        assert "2 adressen bij 1 site nakijken" in done.stderr


def test_only_softer_findings_and_none_at_all_are_good(data):
    with answering({"/oud": (301, "/nieuw")}) as outside:
        link(data, f"{outside.address}/oud")
        done = run(data)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 waarschuwing.")
    shutil.copytree(RECORDS, data, dirs_exist_ok=True)
    done = run(data)
    assert (done.returncode, done.stdout) == (0, "Alle adressen werken.\n")


def test_without_a_connection_nothing_is_called_dead(data):
    link(data, "https://een.invalid/", "https://twee.invalid/")
    done = run(data)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Is er verbinding met internet?" in done.stderr


def test_wrong_data_is_told_before_anything_is_asked(data):
    with answering({}) as outside:
        link(data, f"{outside.address}/goed")
        (data / "themas/thema.yml").write_text("titel: Samen: zo\n", "utf-8")
        done = run(data)
        assert done.returncode == 1
        assert "themas/thema.yml:1:13: fout[yaml-fout]" in done.stdout
        assert outside.asked == []
    done = run(data / "bestaat-niet")
    assert done.returncode == 2 and "DATA=" in done.stderr


def test_a_check_or_a_build_never_asks_anybody(data):
    with answering({}) as outside:
        link(data, f"{outside.address}/weg")
        for command in ("check", "site"):
            environment = {**os.environ, "DATA": str(data), "SITE": str(data.parent / "site"), "SEARCH": "0", "BASE": ""}
            (data / "portaal.yml").unlink(missing_ok=True)
            done = subprocess.run([sys.executable, "-m", f"scripts.{command}"], cwd=ROOT, env=environment, check=False)
            assert done.returncode == 0
        assert outside.asked == []
