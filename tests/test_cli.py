"""The command line as a person and a program meet it: what is printed where, and the exit code."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal as signals
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main
from tui.cli.do_run import front_end

ROOT = Path(__file__).resolve().parents[1]
COURSERA = str(ROOT / "trees" / "coursera.yaml")
VENDOR = ["goal=industry_cert", "cert_kind=vendor", "company_exam=yes", "ready_for_exam=no"]

TREE = """\
whichway: 1
title: Lunch
start: kind
questions:
  kind:
    ask: What kind?
    options:
      soup: {label: Soup, formerly: [broth], goto: bowls}
      bread: {label: Bread, goto: none_left}
  bowls:
    ask: How many bowls?
    kind: number
    min: 1
    max: 5
    goto: eat
  none_left:
    ask: Which bread?
    options:
      rye: {label: Rye, goto: eat}
outcomes:
  eat: {recommend: Eat, next_steps: [Wash up.]}
"""


@pytest.fixture
def lunch(tmp_path: Path) -> str:
    """A small tree on disk."""
    path = tmp_path / "lunch.yaml"
    path.write_text(TREE, encoding="utf-8")
    return str(path)


class Ran:
    """What a command line did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""
    def go(*arguments: str) -> Ran:
        code = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(code, out, err)
    return go


def test_the_vendor_s_exam(run: Run) -> None:
    done = run("answer", COURSERA, *VENDOR, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, done.err, found["outcome"]) == (0, "", "prepare_on_coursera")
    assert found["caveats"]
    assert all(claim["citations"] for claim in found["caveats"])
    assert found["decided_by"] == list(found["answers"])
    ready = [change for change in found["would_change"] if change["question"] == "ready_for_exam"]
    assert ready == [{"question": "ready_for_exam", "answer": "yes", "outcomes": ["vendor_certification"]}]
    assert found["answers"] == dict(word.split("=") for word in VENDOR)


@pytest.mark.parametrize(("words", "code", "said"), [
    (["gaol=own_interest"], 2, "did you mean 'goal'?"),
    (["goal=industry"], 2, "industry_cert"),
    (["goal=industry_cert", "goal=own_interest"], 2, "twice"),
    (["goal"], 2, "question=answer"),
    (["gaol=unknown"], 2, "did you mean 'goal'?"),
    (["goal="], 2, "goal"),
    (["goal=own_interest", "skill_scope=company_tools", "proof=university_document"], 2, "certificate"),
    (["goal=own_interest", "cert_kind=vendor"], 3, "set aside"),
    (["\x1b]0;x\x07=1"], 2, "no question"),
])
def test_bad_answers(run: Run, words: list[str], code: int, said: str) -> None:
    done = run("answer", COURSERA, *words)
    assert done.code == code
    assert said in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(("place", "answers", "code", "said"), [
    ("live_classes", "", 3, '"id": "live_classes"'),
    ("work_expects", "", 3, '"id": "work_expects"'),
    ("nothing_fits", "", 0, '"outcome": "nothing_fits"'),
    ("cert_kind", "goal=own_interest", 2, "no way leads to 'cert_kind' with these answers"),
    ("live_clases", "", 2, "did you mean 'live_classes'?"),
    ("\x1b[2J", "", 2, "there is no question or outcome"),
])
def test_begin_at_a_place(run: Run, monkeypatch: pytest.MonkeyPatch, place: str, answers: str, code: int,
                          said: str) -> None:
    """By the shortest answers that lead there, with those that are given."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    done = run("run", COURSERA, "--json", "--at", place, "--answers", answers)
    assert done.code == code
    assert said in (done.out if code != 2 else done.err)
    assert "\x1b" not in done.err


def test_the_web_needs_a_package_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    done = run("run", COURSERA, "--web")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'whichway[web]'" in done.err


def test_an_unknown_theme_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.do_run.front_end", lambda *_: "chat")
    done = run("run", COURSERA, "--theme", "pink")
    assert done.code == 2
    assert "there is no theme 'pink'; there are whichway-dark, whichway-light, " in done.err


@pytest.mark.parametrize("arguments", [("--at", "goal"), ("--watch",)])
def test_options_that_need_a_tree(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("run", "--plain", *arguments)
    assert done.code == 2
    assert "needs" in done.err


def test_too_few_answers(run: Run) -> None:
    done = run("answer", COURSERA, "goal=industry_cert", "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["type"], found["id"]) == (3, "question", "cert_kind")
    assert [option["id"] for option in found["options"]] == ["vendor", "profession", "any_recognised"]
    assert set(found["remaining"]) == {"min", "max"}
    for form in ("text", "markdown", "html"):
        done = run("answer", COURSERA, "goal=industry_cert", "--format", form)
        assert done.code == 3
        assert "vendor" in done.out


@pytest.mark.parametrize("bowls", ["0", "6", "5.00001", "many", "1e1", ""])
def test_out_of_range(run: Run, lunch: str, bowls: str) -> None:
    done = run("answer", lunch, "kind=soup", f"bowls={bowls}")
    assert (done.code, done.out) == (2, "")
    assert "bowls" in done.err or "has to be" in done.err or "number" in done.err


def test_former_ids_are_understood(run: Run, lunch: str) -> None:
    assert run("answer", lunch, "kind=broth", "bowls=2.50").code == 0


def test_a_question_that_offers_nothing(run: Run, tmp_path: Path) -> None:
    """Nobody is begun with whom such a question could come to."""
    path = tmp_path / "stuck.yaml"
    path.write_text(TREE.replace("label: Rye", "label: Rye, when: answered(bowls)"), encoding="utf-8")
    done = run("answer", str(path), "kind=soup")
    assert (done.code, done.out) == (1, "")
    assert "error[no-answer]" in done.err


def test_no_such_tree(run: Run) -> None:
    for command in ([], ["run"], ["answer"], ["check"], ["test"]):
        done = run(*command, "courser")
        assert done.code == 2
        assert "did you mean 'coursera'?" in done.err
    assert run("answer", "no/such/file.yaml").code == 2
    assert run("answer", str(ROOT)).code == 2
    assert "is a folder" in run("answer", ".").err


@pytest.mark.parametrize("command", ["check", "test"])
def test_no_such_file(run: Run, lunch: str, command: str) -> None:
    done = run(command, lunch.replace("lunch", "lunhc"))
    assert (done.code, done.out) == (2, "")
    assert "lunch.yaml'?" in done.err
    assert "scenarios of a tree" in run(command, lunch.replace(".yaml", ".scenarios.yaml")).err


def test_a_misspelt_command(run: Run, lunch: str) -> None:
    done = run("chek", lunch)
    assert (done.code, done.err) == (2, "whichway: there is no command 'chek'; did you mean 'check'?\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a file that is always full")
def test_help_that_cannot_be_written() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([sys.executable, "-m", "tui", "check", "--help"], cwd=ROOT, stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(("raw", "code"), [
    (b"", "empty-file"), (b"title: \xff\xfe", "not-utf8"), (b"[" * 100_000, "too-deep"),
    (b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % ((c, c) + (c - 1,) * 8) for c in range(98, 112)),
     "too-many-aliases"),
])
def test_hostile_files(run: Run, tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(raw)
    done = run("check", str(path), "--format", "json")
    assert done.code == 1
    assert code in [problem["code"] for problem in json.loads(done.out)]
    done = run("answer", str(path))
    assert (done.code, done.out) == (1, "")
    assert f"error[{code}]" in done.err


def test_check(run: Run, tmp_path: Path, lunch: str) -> None:
    done = run("check", str(ROOT / "trees"))
    assert (done.code, done.out) == (0, "")
    assert "no problems" in done.err
    (tmp_path / "empty").mkdir()
    assert run("check", str(tmp_path / "empty")).code == 2
    assert run("check", str(tmp_path / "nothing.yaml")).code == 2
    assert run("check", lunch, "--strict").code == 0
    undated = tmp_path / "undated.yaml"
    undated.write_text(TREE + "sources:\n  s: {title: S}\n", encoding="utf-8")
    assert run("check", str(undated)).code == 0
    strict = run("check", str(undated), "--strict", "--format", "github")
    assert strict.code == 1
    assert strict.out.startswith("::warning file=")


def test_json_problem_shape(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(TREE.replace("goto: bowls", "goto: bowl"), encoding="utf-8")
    done = run("check", str(path), "--format", "json")
    [problem] = json.loads(done.out)
    assert problem == {
        "code": "unknown-goto", "severity": "error", "message": "there is no question or outcome called 'bowl'",
        "help": "did you mean 'bowls'?", "file": str(path), "line": 8, "column": 52, "end_line": 8, "end_column": 56,
        "related": [], "witness": None}


def test_list_and_explain(run: Run) -> None:
    names = [row["name"] for row in json.loads(run("list", "--format", "json").out)]
    assert names[:3] == ["account", "backup", "coursera"]
    assert "coursera" in run("list").out
    assert "unknown-goto" in run("explain").out
    assert "## Wrong" in run("explain", "unknown-goto").out
    done = run("explain", "unknown-gto")
    assert done.code == 2
    assert "unknown-goto" in done.err


@pytest.mark.parametrize("arguments", [
    ["answer"], ["check"], ["run", "--json"], ["answer", COURSERA, "--today", "soon"],
    ["run", COURSERA, "--json", "--plain"], ["list", "--nope"], ["--nope"]])
def test_wrong_usage_is_one_sentence(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


def test_which_front_end() -> None:
    assert front_end(json=True, plain=False, on_terminal=True, term="xterm") == "json"
    assert front_end(json=False, plain=True, on_terminal=True, term="xterm") == "plain"
    assert front_end(json=False, plain=False, on_terminal=False, term="xterm") == "plain"
    assert front_end(json=False, plain=False, on_terminal=True, term="dumb") == "plain"
    assert front_end(json=False, plain=False, on_terminal=True, term="xterm-256color") == "chat"


def talk(monkeypatch: pytest.MonkeyPatch, run: Run, typed: str, *arguments: str) -> Ran:
    """Run with these lines on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    return run("run", COURSERA, *arguments)


def objects(done: Ran) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.out.splitlines()]


def test_json_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = talk(monkeypatch, run, "I need a certification\n", "--json")
    assert done.code == 3
    assert [found["type"] for found in objects(done)] == ["question", "understood", "question"]
    assert objects(done)[1] == {"type": "understood", "question": "goal", "answer": "industry_cert", "how": "words"}


def test_json_lines_keep_what_fits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ("own_interest\none_topic\nnothing\n/change skill_scope whole_subject\n/back\n/why\n/nope\n"
             "what is a capstone?\n?!\n")
    done = talk(monkeypatch, run, typed, "--json")
    kinds = [found["type"] for found in objects(done)]
    assert kinds == ["question", "understood", "question", "understood", "question", "understood", "recommendation",
                     "understood", "understood", "recommendation", "question", "note", "error", "note", "unclear"]
    kept = [found for found in objects(done) if found.get("how") == "kept"]
    assert [(found["question"], found["answer"]) for found in kept] == [("proof", "nothing")]


def test_answers_given_beforehand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = talk(monkeypatch, run, "", "--json", "--answers", " ".join(VENDOR))
    assert done.code == 0
    assert [found["type"] for found in objects(done)] == ["understood"] * 4 + ["recommendation"]
    assert talk(monkeypatch, run, "", "--json", "--answers", "goal=nothing").code == 2


def test_plain_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = talk(monkeypatch, run, "3\nvendor\nyes\n0\nno\n")
    assert done.code == 0
    assert "Prepare on Coursera" in done.out
    assert not set(done.out) & set("│─┌└╭▸\x1b")
    assert talk(monkeypatch, run, "3\n").code == 3
    assert talk(monkeypatch, run, "").code == 3


def test_plain_lines_save_never_over_a_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "advice.md"
    path.write_text("mine", encoding="utf-8")
    start = "3\nvendor\nyes\nno\n"
    done = talk(monkeypatch, run, f"{start}/save {path}\nno\n")
    assert "Not saved" in done.out
    assert path.read_text(encoding="utf-8") == "mine"
    talk(monkeypatch, run, f"{start}/save {path}\nyes\n")
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_input_that_is_not_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"\xff\xfe\x00\n" + b"x" * 3_000_000 + b"\n/back\n\x1b[2J\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    done = run("run", COURSERA, "--json")
    assert done.code == 3
    assert "\x1b" not in done.out
    assert all(json.loads(line) for line in done.out.splitlines())


def test_options_stand_anywhere(run: Run) -> None:
    done = run("answer", "--format", "json", COURSERA, *VENDOR[:2], "--today", "2026-11-23", *VENDOR[2:])
    assert (done.code, json.loads(done.out)["outcome"]) == (0, "prepare_on_coursera")


def test_check_shows_what_could_be_read(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("whichway: 1\n", encoding="utf-8")
    done = run("check", str(tmp_path / "nowhere.yaml"), str(bad), "--format", "json")
    assert done.code == 2
    assert "nowhere.yaml" in done.err
    assert json.loads(done.out)


def test_check_takes_a_name_too(run: Run) -> None:
    assert run("check", "coursera").code == 0


def test_one_command_after_another(run: Run) -> None:
    """No command leaves anything behind that the next one stumbles over."""
    for _ in range(2):
        codes = [run(*words).code for words in (["list"], ["explain"], ["check", COURSERA], ["answer", COURSERA])]
        assert codes == [0, 0, 0, 3]


def test_help(run: Run) -> None:
    assert "examples:" in run("--help").out
    for command in ("run", "answer", "list", "check", "explain"):
        done = run(command, "--help")
        assert (done.code, done.err) == (0, "")
        assert f"whichway {command}" in done.out


@pytest.mark.parametrize("how", ["--json", "--plain"])
@pytest.mark.parametrize(("signal", "code"), [("SIGHUP", 129), ("SIGINT", 130), ("SIGTERM", 143)])
def test_signals_have_exit_codes(how: str, signal: str, code: int) -> None:
    """Also for a parent that is no shell."""
    with subprocess.Popen([sys.executable, "-m", "tui", "run", COURSERA, how], cwd=ROOT, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talk:
        assert talk.stdout is not None
        assert talk.stderr is not None
        assert talk.stdout.readline()
        talk.send_signal(getattr(signals, signal))
        assert talk.wait(timeout=60) == code
        assert talk.stderr.read() == b""


@pytest.mark.parametrize(("shell", "code"), [
    ("list >&-", 0), ("answer coursera goal=x 2>&-", 2), ("list >/dev/full", 2), ("answer coursera >/dev/full", 2),
    ("run coursera --json </dev/null >/dev/full", 2)])
def test_nowhere_to_write(shell: str, code: int) -> None:
    done = subprocess.run(f"{shlex.quote(sys.executable)} -m tui {shell}", shell=True, cwd=ROOT,
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) <= 1


def test_closed_streams_and_pipes() -> None:
    """Standard input closed, and a reader that goes away, end quietly."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    python = shlex.quote(sys.executable)
    done = subprocess.run(f"{python} -m tui run {shlex.quote(COURSERA)} --plain <&-", shell=True, env=environment,
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (3, "")
    done = subprocess.run(f"{python} -m tui explain | head -1", shell=True, env=environment,
                          capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
