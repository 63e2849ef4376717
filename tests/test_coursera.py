"""The Coursera tree: every way through it ends where its rules say, told here a second time and in another form."""

from __future__ import annotations

import pytest

from tests.routes import DAY, tree_of, walks
from tui.interview.interview import Interview
from tui.interview.recommendation import recommend
from tui.interview.said import plain


def expected(a: dict[str, str]) -> str:
    """Where answers must lead, asked of the person in the order of what matters most."""
    match a["goal"]:
        case "degree_credit":
            match a["degree_aim"]:
                case "whole_degree":
                    return whole_degree(a)
                case "university_paper":
                    return live(a)
            agreed = a.get("university_agreed")
            if agreed in ("not_asked", "refused"):
                return "ask_your_university" if agreed == "not_asked" else "find_credit_course"
            if a["credit_size"] == "one_class":
                return "credit_course" if agreed == "confirmed" else faq(a)
            return "credit_specialization" if agreed == "confirmed" else live(a)
        case "career_skill":
            if a["work_expects"] == "licence":
                return "professional_body"
            return whole_degree(a) if a.get("has_degree") == "want" else skill(a)
        case "industry_cert":
            if a["cert_kind"] == "profession":
                return "professional_body"
            if a["cert_kind"] == "any_recognised":
                return "professional_certificate" if a["issuer"] == "company" else live(a)
            if a["company_exam"] == "no":
                return "professional_certificate"
            return "vendor_certification" if a["ready_for_exam"] == "yes" else "prepare_on_coursera"
    return skill(a)


def whole_degree(a: dict[str, str]) -> str:
    if a["fully_online"] == "no":
        return "elsewhere_accredited"
    if a["entry_requirements"] == "yes":
        return "degree_program"
    return "elsewhere_accredited" if a["degree_level"] == "bachelor" else live(a)


def skill(a: dict[str, str]) -> str:
    if a["proof"] == "university_document":
        return live(a)
    return {"one_topic": "course", "whole_subject": "specialization",
            "company_tools": "professional_certificate"}[a["skill_scope"]]


def live(a: dict[str, str]) -> str:
    no_entry = a.get("entry_requirements") == "no"
    if a["live_classes"] == "yes":
        return "mastertrack_then_degree" if no_entry else "mastertrack"
    if no_entry:
        return "nothing_fits"
    if a.get("credit_size") == "several_classes":
        return faq(a)
    if a["logo_will_do"] == "no":
        return "nothing_fits"
    by_scope = {"one_topic": "course", "whole_subject": "specialization"}
    scope = a.get("skill_scope")
    return by_scope[scope] if scope in by_scope else {"one_class": "course", "several_classes": "specialization"}[
        a["logo_scope"]]


def faq(a: dict[str, str]) -> str:
    if a["faq_confirms"] == "no":
        return "find_credit_course"
    return "credit_specialization" if a["credit_size"] == "several_classes" else "credit_course"


def test_every_run_ends_where_the_rules_say() -> None:
    found = walks("coursera")
    assert len(found) > 60
    for run in found:
        answers = {id: str(answer) for id, answer in run.answers.items()}
        assert run.place == expected(answers), answers
    assert {run.place for run in found} == set(tree_of("coursera").outcomes)


def test_no_university_document_from_a_company() -> None:
    """Who wants to learn a company's tools is not offered a university's document."""
    given = {"goal": "own_interest", "skill_scope": "company_tools"}
    offered = {option.id for option in Interview.start(tree_of("coursera"), DAY, given).offered}
    assert offered == {"nothing", "certificate"}


def test_every_recommendation_says_what_must_be_said() -> None:
    """Each has reasons, caveats and next steps, all cited, and says that its article is of 2019."""
    for run in walks("coursera"):
        found = recommend(run)
        assert found is not None
        for claims in (found.because, found.caveats, found.next_steps):
            assert claims
            assert all(claim.refs for claim in claims)
        assert any("2019" in plain(claim.said) for claim in found.caveats), run.place
        assert found.alternatives


@pytest.mark.parametrize(("answers", "words"), [
    ({"has_degree": "without"}, "expects a degree"),
    ({"entry_requirements": "no", "live_classes": "no"}, "good grades get you in without an application"),
    ({"skill_scope": "one_topic", "proof": "university_document"}, "version for credit"),
    ({"degree_aim": "university_paper", "live_classes": "no"}, "version for credit"),
    ({"issuer": "university", "live_classes": "no"}, "version for credit"),
    ({"skill_scope": "one_topic", "live_classes": "yes"}, "more than you asked for"),
    ({"degree_level": "bachelor"}, "does not, as a rule, get you in"),
    ({"degree_level": "master"}, "credit alone does not"),
    ({"credit_at": "undecided"}, "another one may still refuse"),
    ({"company_exam": "yes"}, "31 January 2021"),
])
def test_whoever_could_be_misled_is_told(answers: dict[str, str], words: str) -> None:
    """Where the rules send somebody past a better way, or to less than they hope for, the page says so."""
    runs = [run for run in walks("coursera") if answers.items() <= run.answers.items()]
    assert runs
    for run in runs:
        found = recommend(run)
        assert found is not None
        said = [plain(claim.said).casefold() for claim in (*found.caveats, *found.next_steps)]
        assert any(words.casefold() in text for text in said), dict(run.answers)
