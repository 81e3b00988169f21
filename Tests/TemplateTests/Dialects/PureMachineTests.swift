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
            ("def f(x, y): return x", "TypeError"),
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
            "def f(x): return {1, 2}",
            "def f(x): return [*x]",
            "def f(x): return (lambda y: y)(x)",
            "def f(x):\n    while True: pass",
            "def f(x): return f(x)",
            "def f(x):\n    try:\n        return x['k']\n    except TypeError:\n        return 1",
            "def f(x):\n    def g(): return x\n    return g()",
            "def f(x):\n    for i in range(10000000): pass",
            "def f(x): return 'a' * 10000000000",
            "def f(x): return 1 is 1",
            "def f(x): return b'a'",
            "def f(x): return '\\x41'",
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
