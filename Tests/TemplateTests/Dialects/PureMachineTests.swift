import Jinja
import Testing

@testable import Template

/// Python that only computes is followed; everything else ends in "not known", and leaves nothing behind.
@Suite("Python that only computes")
struct PureMachineTests {
    /// What `f` of a module gives for an argument, as Python's `repr`; a stop as its kind.
    private func result(_ module: String, _ argument: Value = "a b") -> String {
        guard let machine = PureMachine(Array(module.utf8), setting: RenderSetting(folderName: "p", clock: 86_400))
        else {
            return "module not known"
        }
        do throws(PureStop) {
            let value = try machine.entering(nil) { machine throws(PureStop) in
                try machine.call(try machine.global("f"), Arguments([argument]))
            }
            return value.pythonRepr
        } catch {
            switch error {
            case .unknown: return "not known"
            case .raised(let error): return error.code.pythonClass
            }
        }
    }

    @Test(
        "What is followed",
        arguments: [
            ("def f(x): return x.upper().replace(' ', '-')", "'A-B'"),
            (
                "def f(x):\n    if len(x) > 2 and not x.startswith('_'):\n        return [w for w in x.split() if w]\n",
                "['a', 'b']"
            ),
            (
                "def f(x): return 0x1F, 0b_1, 0o17, 1_000, 0_0, 1e3, .5, 1., 1_0.0_1, 7.5E-1, 0777.5, 1E+2",
                "(31, 1, 15, 1000, 0, 1000.0, 0.5, 1.0, 10.01, 0.75, 777.5, 100.0)"
            ),
            ("def f(x, n=2): return f'{x!r:>7}|{n:03d}|{{{x[::-1]}}}|{x[0]}'", "\"  'a b'|002|{b a}|a\""),
            ("def f(x): return x[1:] + str(7 // 2) + '%s' % (None,)", "' b3None'"),
            (
                "def f(x):\n    t = 0\n    for i, c in enumerate(x):\n        if c == ' ':\n            continue\n        t += i\n    return t",
                "2"
            ),
            ("A = {'k': [1]}\ndef f(x): return A['k'][0], A.get('z'), 'k' in A, x in ('q',)", "(1, None, True, False)"),
            ("def g(a, *, b): pass\ndef f(x): return x", "'a b'"),
            ("import os\nP = os.environ['HOME']\ndef f(x): return x", "'a b'"),
            ("try:\n    import tomllib\nexcept ImportError:\n    tomllib = None\ndef f(x): return x", "'a b'"),
            (
                "class A:\n    k = 1\n    def __init__(self, v): self.v = v\n    def m(self): return self.v * self.k\ndef f(x): return A(x).m()",
                "'a b'"
            ),
            (
                "class A:\n    @staticmethod\n    def s(v): return v + 1\n    @property\n    def p(self): return self.s(1)\ndef f(x): return A().p",
                "2"
            ),
            ("from datetime import datetime\ndef f(x): return datetime.now().year", "1970"),
            ("import re\ndef f(x): return re.sub(r'[^a-z]', '', x)", "'ab'"),
            ("def f(x): return x is not None and isinstance(x, (int, str))", "True"),
            ("if __name__ == '__main__':\n    f('x')\ndef f(x): return x", "'a b'"),
            ("def f(x): return {'a': 1}['b']", "KeyError"),
            ("def f(x): return [*x]", "['a', ' ', 'b']"),
            ("def f(x): return (lambda y: y)(x)", "'a b'"),
            ("def f(x):\n    def g(): return x\n    return g()", "'a b'"),
            ("def f(x): return '\\x41'", "'A'"),
            ("x = 1\nclass A:\n    x = 2\n    l = [x for _ in range(1)]\ndef f(y): return A.l", "[1]"),
            ("def f(x):\n    g = (c for c in x)\n    return bool(g), list(g), list(g)", "(True, ['a', ' ', 'b'], [])"),
            (
                "import sys\nif sys.version_info >= (3, 12):\n    from typing import override\nelse:\n    from typing_extensions import override\nclass A:\n    @override\n    def m(self, x): return x\ndef f(x): return A().m(x)",
                "'a b'"
            ),
            (
                "def f(x):\n    fs = []\n    for i in range(3):\n        fs.append(lambda: i)\n    i = 7\n    return [g() for g in fs]",
                "[7, 7, 7]"
            ),
            ("def f(x): return min(5, *[3, 4], **{})", "3"),
            ("def f(x): return f(*[1], **{'y': 2})\ndef f(x, y=0): return x, y", "('a b', 0)"),
            ("import re\ndef f(x): return re.fullmatch('a|a b', x).group()", "'a b'"),
            ("def f(x): return x.encode('ascii', 'strict').decode() + 'é'.encode('ascii', 'ignore').decode()", "'a b'"),
            ("def f(x): return 'é'.encode('ascii')", "ValueError"),
            ("def f(x, y): return x", "TypeError"),
            ("def f(x): return (y := x.upper()) + y", "'A BA B'"),
            ("def f(x):\n    while (n := x.find(' ')) >= 0:\n        x = x[n + 1:]\n    return x, n", "('b', -1)"),
            ("def f(x): return [n for c in x if (n := ord(c)) > 32], n", "([97, 98], 98)"),
            (
                "def f(x):\n    n = 1\n    def g():\n        nonlocal n\n        n += 1\n        return n\n    return g(), g(), n",
                "(2, 3, 3)"
            ),
            (
                "def f(x):\n    try:\n        return int(x)\n    except (KeyError, ValueError):\n        return 0\n    finally:\n        x = 1",
                "0"
            ),
            ("def f(x):\n    try:\n        return {}[x]\n    except LookupError as e:\n        return 1", "1"),
            ("def f(x):\n    try:\n        return [1][3]\n    except KeyError:\n        return 1", "IndexError"),
            ("def f(x):\n    try:\n        raise ValueError('no')\n    except:\n        return 1", "1"),
            (
                "def f(x):\n    l = []\n    try:\n        l.append(1)\n        l.append(1 // 0)\n    except ArithmeticError:\n        l.append(2)\n    else:\n        l.append(3)\n    finally:\n        l.append(4)\n    return l",
                "[1, 2, 4]"
            ),
            ("def f(x):\n    try:\n        n = int('7')\n    except ValueError:\n        n = 0\n    return n", "7"),
            (
                "def f(x): return type(x).__name__, type(x) is str, type(1) == bool, type(None) == type(None)",
                "('str', True, False, True)"
            ),
            ("class A: pass\ndef f(x): return type(A()) is A, type(A()).__name__", "(True, 'A')"),
            ("def f(x): return int('ff', 16), int('0x1F', base=0), int(), float()", "(255, 31, 0, 0.0)"),
            ("def f(x): return int('z', 10)", "ValueError"),
            ("def f(x): return sum([0.5, 1, 0.25]), sum([0.1, 0.2])", "(1.75, 0.30000000000000004)"),
            (
                "from json import dumps\ndef f(x): return dumps({'b': [1], 'a': 'é'}, indent=1, sort_keys=True, ensure_ascii=False), dumps([x])",
                "('{\\n \"a\": \"é\",\\n \"b\": [\\n  1\\n ]\\n}', '[\"a b\"]')"
            ),
        ])
    func followed(module: String, expected: String) {
        #expect(result(module) == expected)
    }

    @Test(
        "What is not followed",
        arguments: [
            "import os\ndef f(x): return os.getcwd()",
            "def f(x): return open(x).read()",
            "import subprocess\ndef f(x): return subprocess.getoutput(x)",
            "def f(x): return __import__('os').getcwd()",
            "def f(x): return eval(x)",
            "def f(x): return getattr(x, 'upper')()",
            "def f(x): return x.__class__",
            "def f(x): return ().__class__.__bases__[0]",
            "def f(x): return str(f)",
            "def f(x): return str({1, 2})",
            "def f(x): return list({1, 2})",
            "def f(x): return [c for c in {1, 2}]",
            "def f(x): return sorted({'a', 'A'}, key=str.lower)",
            "def f(x): return max({1, 2}, key=lambda y: 0)",
            "def f(x): return sum([0.1] * 10)",
            "def f(x): return sum([1e16, 1.0, -1e16])",
            "def f(x): return any((y := c) == ' ' for c in x) and y",
            "def f(x):\n    l = []\n    g = (l.append(c) for c in x)\n    any(g)\n    return l",
            "def f(x):\n    l = []\n    any(map(l.append, x))\n    return l",
            "def f(x):\n    try:\n        return x['k']\n    except Exception:\n        return 1",
            "def f(x):\n    try:\n        return int(x)\n    except UnicodeError:\n        return 1",
            "def f(x):\n    try:\n        return int(x)\n    except ValueError as e:\n        return str(e)",
            "def f(x):\n    try:\n        return open(x).read()\n    except OSError:\n        return 1",
            "def g():\n    n = 0\n    def h():\n        nonlocal n\n        n += 1\n        return n\n    return h\nh = g()\ndef f(x): return h()",
            "def f(x):\n    def g():\n        nonlocal n\n        n = 1\n    g()\n    n = 2",
            "class A: l = [y := 1 for _ in range(1)]\ndef f(x): return A.l",
            "import json\ndef f(x): return json.dumps(x, default=str)",
            "def f(x): return type(f).__name__",
            "def f(x): return isinstance(x.missing, str)",
            "import os\ndef f(x): return isinstance(os.environ['X'], str)",
            "import os\ndef f(x): return os.environ['X'] is None",
            "import sys\ndef f(x): return sys.version_info >= (3, 12)",
            "import sys\ndef f(x): return sys.version_info[1]",
            "import sys\ndef f(x): return sys.version_info[:2] == (3, 11)",
            "import re\ndef f(x): return str(re.match('a', x))",
            "import re\ndef f(x): return re.sub('(?L)a', '', x)",
            "def f(x): return (-8) ** 0.5",
            "def f(x): return 2 ** 10 ** 9",
            "def f(x): return round(1234.5, -2)",
            "def f(x): return '\\101'",
            "def f(x): return 1j",
            "def f(x): return 0777",
            "def f(x): return 1__0",
            "def f(x): return 99999999999999999999",
            "def f(x):\n    l = [1]\n    l *= 2\n    return l",
            "L = [1]\ndef f(x):\n    L[0] = 2\n    return L",
            "S = {1}\ndef f(x):\n    S.add(2)\n    return len(S)",
            "D = {'a': 1}\ndef f(x):\n    D['a'] += 1\n    return D",
            "import unicodedata\ndef f(x): return unicodedata.name(x[0])",
            "import datetime\ndef f(x): return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=1)))",
            "def f(x):\n    while True: pass",
            "def f(x): return f(x)",
            "def f(x):\n    try:\n        return x['k']\n    except TypeError:\n        return 1",
            "def f(x):\n    for i in range(10000000): pass",
            "def f(x): return 'a' * 10000000000",
            "def f(x): return 1 is 1",
            "def f(x): return b'a'",
            "S = []\ndef f(x):\n    S.append(x)\n    return S",
            "S = {}\ndef f(x):\n    S[x] = 1\n    return S",
            "class A: n = 0\na = A()\ndef f(x):\n    a.n = 1\n    return a.n",
            "class A:\n    def __getattr__(self, n): return n\ndef f(x): return A().q",
            "class A:\n    def m(self): return self.__q\ndef f(x): return A().m()",
            "from attrs import define\n@define\nclass A: pass\ndef f(x): return A()",
            "from other import g\ndef f(x): return g(x)",
            "@wrapped\ndef f(x): return x",
            "import functools\n@functools.cache\ndef f(x): return x",
        ])
    func notFollowed(module: String) {
        #expect(result(module) == "not known")
    }

    @Test(
        "A module that does more than to define says nothing",
        arguments: [
            "print('x')\ndef f(x): return x",
            "A = {}\ndef g(d): d['k'] = 1; return d['absent']\nB = g(A)\ndef f(x): return A",
            "A = {}\nA['k'] = unknown()\ndef f(x): return A",
            "with open('x') as y: pass\ndef f(x): return x",
            "L = [1]\nM = L\nL += unknown\ndef f(x): return M",
            "class C:\n    @classmethod\n    def add(cls, g): cls.g = g; return unknown(g)\n@C.add\ndef h(x): return x\ndef f(x): return x",
        ])
    func modules(module: String) {
        #expect(result(module) == "module not known")
    }

    @Test("No call sees what another one did")
    func calls() throws {
        let module = "def f(x):\n    l = []\n    l.append(x)\n    d = {'l': l}\n    d['n'] = len(l)\n    return d"
        let machine = try #require(PureMachine(Array(module.utf8), setting: RenderSetting(folderName: "p")))
        for _ in 0..<2 {
            let value = try machine.entered(nil) { machine throws(PureStop) in
                try machine.call(try machine.global("f"), Arguments(["x"]))
            }
            #expect(value.pythonRepr == "{'l': ['x'], 'n': 1}")
        }
    }
}
