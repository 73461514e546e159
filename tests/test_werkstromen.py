"""The workflows for GitHub and GitLab: safe with forks, pinned, and calling nothing but make targets that exist."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TARGETS = set(re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[1].split()) | {".venv/site.klaar"}
WRITE = {"publiceren": {"pages": "write", "id-token": "write"}}  # the only job with more than its workflow gives


def on(workflow: dict) -> dict:
    return workflow.get("on", workflow.get(True))  # to YAML 1.1 the word is a boolean


def made(script: str) -> set[str]:
    """The make targets that a script asks for."""
    words = re.findall(r"^\s*(?:if [^;]*; then )?make ((?:--?\w+ )*)(\S+)", script, re.M)
    return {target.rstrip(";") for _, target in words}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_safe_with_forks(path):
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert "pull_request_target" not in on(workflow) and "workflow_run" not in on(workflow)
    assert "secrets." not in text and "secrets:" not in text
    if "pull_request" in on(workflow):
        assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job.get("permissions", {}) == WRITE.get(name, {})
        assert "timeout-minutes" in job
        for step in job["steps"]:
            # What others wrote reaches a script as a variable, never as part of it.
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path):
    for used in re.findall(r"uses: *(.*)", path.read_text("utf-8")):
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_calls_make_targets_that_exist(path):
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    called = {target for job in jobs for step in job["steps"] for target in made(step.get("run", ""))}
    assert called <= TARGETS
    assert called or all("uses" in step for job in jobs for step in job["steps"])


def test_both_hosts_do_the_same():
    github = yaml.safe_load((ROOT / ".github/workflows/portaal.yml").read_text("utf-8"))["jobs"]
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    for here, there in (("nakijken", "nakijken"), ("maken", "pages")):
        ours = {target for step in github[here]["steps"] for target in made(step.get("run", ""))}
        theirs = {target for line in gitlab[there]["script"] for target in made(line)}
        assert ours == theirs
    assert made("\n".join(gitlab["nakijken"]["script"])) <= TARGETS
    assert gitlab["nakijken"]["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"


def test_github_pages_gets_the_whole_site():
    """Names with a dot too, which the action leaves out by itself: security.txt stands in .well-known."""
    github = yaml.safe_load((ROOT / ".github/workflows/portaal.yml").read_text("utf-8"))["jobs"]
    (given,) = (step["with"] for step in github["maken"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert given == {"path": "site", "include-hidden-files": True}


def test_gitlab_has_what_the_forms_under_beheer_need():
    """The runner of GitHub brings npm, the image does not; without it the site is made all the same, but without them."""
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    (first,) = gitlab["default"]["before_script"]
    assert gitlab["default"]["image"].startswith("python:") and first.endswith(" nodejs npm")
    assert not any("before_script" in gitlab[job] or "image" in gitlab[job] for job in ("nakijken", "pages"))


def test_the_gitlab_pipeline_has_no_secret_and_publishes_from_the_main_branch_only():
    text = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    pipeline = yaml.safe_load(text)
    assert not re.search(r"TOKEN|PASSWORD|SECRET", text)
    assert [rule["if"] for rule in pipeline["pages"]["rules"]] == ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]


def test_scripts_are_good_shell():
    scripts = []
    for path in WORKFLOWS:
        jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        scripts += [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    scripts += ["\n".join(gitlab[job]["script"]) for job in ("nakijken", "pages")] + gitlab["default"]["before_script"]
    for script in scripts:
        subprocess.run(["sh", "-n"], input=script, text=True, check=True)


def test_the_template_is_short():
    assert len((ROOT / ".github/pull_request_template.md").read_text("utf-8").splitlines()) <= 5
