"""Runs one template through real Jinja2 and returns what it did as plain JSON data.

As a program it speaks the protocol that fuzz.py expects of an engine, so that the fuzzer can be tried on itself.
"""

import json
import re
import sys
import warnings

import jinja2
from jinja2 import ChainableUndefined, DictLoader, Environment, StrictUndefined, TemplateSyntaxError, Undefined

JINJA_VERSION = "3.1.6"
UNDEFINED = {"lenient": Undefined, "strict": StrictUndefined, "chainable": ChainableUndefined}
EXTENSIONS = {"do": "jinja2.ext.do", "loopcontrols": "jinja2.ext.loopcontrols"}
OPTIONS = {
    "trim_blocks", "lstrip_blocks", "keep_trailing_newline", "autoescape", "newline_sequence",
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
    "comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix",
    "undefined", "extensions",
}
warnings.simplefilter("ignore", SyntaxWarning)  # of the Python code that templates compile to
# An object printed without a repr of its own: its address differs from run to run.
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")


def environment(options, templates):
    """The Jinja2 environment that a case's `env` and `templates` describe."""
    unknown = set(options) - OPTIONS
    if unknown:
        raise ValueError(f"unknown environment options: {sorted(unknown)}")
    settings = dict(options)
    settings["undefined"] = UNDEFINED[settings.get("undefined", "lenient")]
    settings["extensions"] = [EXTENSIONS[name] for name in settings.get("extensions", [])]
    return Environment(loader=DictLoader(templates), cache_size=0, **settings)


def failure(error):
    """What a case records of an exception: its class, and line and message where Jinja2 itself raised it."""
    result = {"class": type(error).__name__}
    if isinstance(error, TemplateSyntaxError):
        result["line"] = error.lineno
    if type(error).__module__.startswith("jinja2"):
        result["message"] = str(error.message if isinstance(error, TemplateSyntaxError) else error)
    return result


def run(case, env=None):
    """Renders the case: `{"output": text}` or `{"error": {...}}`."""
    env = env or environment(case.get("env", {}), case.get("templates", {}))
    try:
        context = json.loads(json.dumps(case.get("context", {})))  # templates may change what they get
        output = env.from_string(case["template"]).render(context)
        output.encode("utf-8")
        return {"output": output}
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        return {"error": failure(error)}


def has_address(result):
    """True when the result shows a memory address, so that no two runs agree."""
    text = result["output"] if "output" in result else result["error"].get("message", "")
    return ADDRESS.search(text) is not None


def check_version():
    """Stops when another Jinja2 than the pinned one would be the oracle."""
    from importlib.metadata import version

    found = version("jinja2")
    if found != JINJA_VERSION:
        raise SystemExit(f"the oracle is Jinja2 {JINJA_VERSION}, found {found}: pip install jinja2=={JINJA_VERSION}")
    assert jinja2.Environment is Environment


def serve():
    """One case a line in, one answer a line out, until the input ends."""
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
