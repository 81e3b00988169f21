/// Words that names must not be, because a language, a system or the generated code already uses them.
enum ReservedWords {
    /// Keywords of Python 3 in lower case, soft ones left out because they can name modules.
    static let python: Set<String> = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "false", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "none", "nonlocal", "not",
        "or", "pass", "raise", "return", "true", "try", "while", "with", "yield",
    ]

    /// Keywords of Java, Go and JavaScript that would be package names, variables or path segments.
    static let javaAndGo: Set<String> = [
        "abstract", "boolean", "byte", "case", "catch", "chan", "char", "const", "debugger", "default", "defer",
        "delete", "do", "double", "enum", "export", "extends", "fallthrough", "final", "float", "func", "function",
        "go", "goto", "implements", "instanceof", "int", "interface", "long", "map", "native", "new", "null",
        "package", "private", "protected", "public", "range", "select", "short", "static", "strictfp", "struct",
        "super", "switch", "synchronized", "this", "throw", "throws", "transient", "type", "typeof", "var", "void",
        "volatile",
    ]

    /// Modules of Python's standard library and of the libraries services use, which a package of that name hides.
    static let modules: Set<String> = [
        "abc", "alembic", "app", "argparse", "ast", "asyncio", "asyncpg", "base64", "bisect", "calendar", "click",
        "code", "codecs", "collections", "concurrent", "config", "configparser", "contextlib", "copy", "csv",
        "ctypes", "dataclasses", "datetime", "decimal", "dis", "django", "email", "enum", "errno", "fastapi",
        "fileinput", "flask", "fractions", "functools", "gc", "glob", "gunicorn", "gzip", "hashlib", "heapq", "hmac",
        "html", "http", "httpx", "imaplib", "importlib", "inspect", "io", "ipaddress", "itertools", "json",
        "keyword", "locale", "logging", "mailbox", "math", "migrations", "mimetypes", "multiprocessing", "numbers",
        "operator", "os", "parser", "pathlib", "pickle", "pip", "pkgutil", "platform", "profile", "psycopg",
        "psycopg2", "pydantic", "pytest", "queue", "random", "re", "requests", "sched", "scripts", "secrets",
        "select", "selectors", "setuptools", "shutil", "signal", "site", "smtplib", "socket", "sqlalchemy",
        "sqlite3", "sqlmodel", "src", "ssl", "starlette", "stat", "statistics", "string", "struct", "subprocess",
        "symtable", "sys", "tempfile", "test", "tests", "textwrap", "threading", "time", "timeit", "token",
        "tokenize", "trace", "traceback", "types", "typing", "unittest", "urllib", "uuid", "uvicorn", "venv",
        "warnings", "wave", "weakref", "xml", "zipfile", "zoneinfo",
    ]

    /// Names the generated code gives to its own classes and modules.
    static let entities: Set<String> = [
        "base", "crud", "database", "engine", "error", "exception", "field", "health", "list", "main", "metadata",
        "model", "models", "module", "object", "query", "ready", "response", "router", "routes", "schema", "schemas",
        "service", "session", "settings", "sql_model", "table", "user_warning",
    ]

    /// Names that Windows keeps for devices, with or without an extension.
    static let devices: Set<String> = [
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
        "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ]
}
