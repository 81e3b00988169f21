"""Writes the cases of this folder with the real jinja2-ansible-filters, jinja2-strcase, Cookiecutter, arrow and python-slugify.

python generate.py [SEED COUNT]

It writes `context.json`, `templates.json`, `regex.json`, `slugs.json` and `blocks.json` into the current folder. With a
seed and a count there are as many random patterns, for a long comparison. The clock stands still, the zone is UTC.
"""

import json
import os
import random
import re
import sys
import time
import unicodedata
from pathlib import Path

os.environ["TZ"] = "UTC"
time.tzset()

import arrow
import jinja2
from jinja2.sandbox import SandboxedEnvironment
from slugify import slugify

FOLDER = Path.cwd()
SEED, COUNT = map(int, sys.argv[1:3]) if len(sys.argv) == 3 else (7, 400)
CLOCK = 1710510245
REAL_LOCALTIME = time.localtime
time.localtime = lambda second=None: REAL_LOCALTIME(CLOCK if second is None else second)
arrow.now = lambda zone: arrow.Arrow.fromtimestamp(CLOCK, zone)

EXTENSIONS = [
    "jinja2_ansible_filters.AnsibleCoreFiltersExtension", "cookiecutter.extensions.JsonifyExtension",
    "cookiecutter.extensions.SlugifyExtension", "cookiecutter.extensions.TimeExtension", "jinja2.ext.do",
    "jinja2.ext.loopcontrols", "jinja2_strcase.StrcaseExtension",
]

CONTEXT = {
    "text": "Hello World 42", "empty": "", "none": None, "yes": True, "no": False, "one": 1, "zero": 0, "pi": 3.14,
    "items": [1, 2, 3], "words": ["b", "a", "c"], "nested": [1, [2, [3, [4]]], [], [5]],
    "user": {"name": "alice", "groups": ["wheel", "adm"], "address": {"city": "Paris", "zip": 75001}},
    "users": [{"name": "alice", "keys": ["k1", "k2"], "age": 30}, {"name": "bob", "keys": ["k3"], "age": 25},
              {"name": "carol", "keys": [], "age": 30}],
    "low": {"a": 1, "b": {"x": 1, "y": [1, 2]}, "l": [1, 2]}, "high": {"b": {"y": [2, 3], "z": 3}, "c": 4, "l": [2, 3]},
    "path": "/etc/nginx/conf.d/site.conf.bak", "winpath": "C:\\Users\\me\\file.txt", "unicode": "Grüße, 世界 €",
    "multi": "line one\nline two\n\nline four", "yaml": "a: 1\nb: [x, yes]\nd: 2024-01-31\n", "json": '{"b": 1, "a": [1.5, null]}',
    "semver": "1.2.3-rc.1", "email": "jane.doe@example.com",
}

# One expression a line; it is printed.
EXPRESSIONS = r"""
text | b64encode
unicode | b64encode
"" | b64encode
"a" | b64encode
"SGVsbG8=" | b64decode
"R3LDvMOfZQ==" | b64decode
"SGVs\nbG8=" | b64decode
"SGVsbG8" | b64decode
"S" | b64decode
"" | b64decode
"SGVsbG8=trailing" | b64decode
"YQ==" | b64decode
12 | b64encode
text | to_uuid
12 | to_uuid
unicode | to_uuid
user | to_json
items | to_json
unicode | to_json
unicode | to_json(ensure_ascii=false)
user | to_json(indent=2)
user | to_json(sort_keys=true)
user | to_json(separators=(',', ':'))
user | to_json(indent=0)
user | to_json(2)
nope | to_json
user | to_nice_json
user | to_nice_json(2)
user | to_nice_json(indent=2, sort_keys=false)
{1: 'a', 'b': 2} | to_nice_json
{1: 'a', 2.5: none, true: 1} | to_nice_json
[] | to_nice_json
{} | to_nice_json
{"a": [], "b": {}} | to_nice_json
unicode | to_nice_json
{"a": 1} | to_nice_json(ensure_ascii=false)
json | from_json
"[1, 2.50, true, null]" | from_json
"{" | from_json
none | from_json
user | to_yaml
items | to_yaml
users | to_yaml
user | to_nice_yaml
users | to_nice_yaml
users | to_nice_yaml(indent=2)
users | to_nice_yaml(2)
users | to_nice_yaml(2, 3)
text | to_nice_yaml
none | to_nice_yaml
"a: b" | to_nice_yaml
{"d": "2024-01-01", "e": "1.10", "f": 1.10} | to_nice_yaml
unicode | to_nice_yaml
multi | to_nice_yaml
nope | to_nice_yaml
users | to_nice_yaml(allow_unicode=false)
yaml | from_yaml
yaml | from_yaml | to_nice_yaml
(yaml | from_yaml).d
(yaml | from_yaml).d.year
(yaml | from_yaml).d.strftime('%d.%m.%Y')
(yaml | from_yaml).d.isoformat()
(yaml | from_yaml).d.weekday()
"2024-01-31 10:20:30" | from_yaml
("2024-01-31 10:20:30.5 +02:00" | from_yaml)
("2024-01-31 10:20:30.5 +02:00" | from_yaml).isoformat()
["2024-01-31 10:20:30.5Z" | from_yaml]
[("2024-01-31" | from_yaml)]
items | from_yaml
"a: [" | from_yaml
"--- 1\n--- 2\n" | from_yaml_all | list
path | basename
path | dirname
path | splitext
"/" | dirname
"//x" | dirname
"a" | dirname
"a/" | basename
"a/b/" | dirname
".bashrc" | splitext
"a.tar.gz" | splitext
"a.b/c" | splitext
"...x" | splitext
"..x.y" | splitext
12 | basename
none | dirname
winpath | win_basename
winpath | win_dirname
winpath | win_splitdrive
"\\\\host\\share\\dir\\f" | win_splitdrive
"\\\\host\\share" | win_splitdrive
"\\\\host" | win_splitdrive
"a/b\\c" | win_basename
"C:" | win_dirname
"C:\\" | win_dirname
"a\\\\b" | win_dirname
"/a/b/c" | relpath("/a/d")
"/a/b" | relpath("/a/b")
"a/b/c" | relpath("a/d")
"a/b/c" | relpath
"./a/../b" | relpath("b/c")
"" | relpath
"yes" | bool
"Yes" | bool
"on" | bool
"1" | bool
"true" | bool
"no" | bool
"y" | bool
1 | bool
1.0 | bool
2 | bool
none | bool
items | bool
nope | bool
"2024-03-15 12:30:45" | to_datetime
("2024-03-15 12:30:45" | to_datetime).year
"15.03.2024" | to_datetime("%d.%m.%Y")
"15 Mar 2024, 3 PM" | to_datetime("%d %b %Y, %I %p")
"March 5 99" | to_datetime("%B %d %y")
"2024-060" | to_datetime("%Y-%j")
"2024-03-15T10:00:00.25+0130" | to_datetime("%Y-%m-%dT%H:%M:%S.%f%z")
"2024-02-30" | to_datetime("%Y-%m-%d")
"2024-03-15 x" | to_datetime("%Y-%m-%d")
"x" | to_datetime
("2024-03-15 12:30:45" | to_datetime).strftime("%A %d %B %Y %I:%M %p %j %U %W %V %G %u %w")
("2024-03-15 12:30:45" | to_datetime).strftime("[%z][%Z][%f]")
"%Y-%m-%d %H:%M:%S" | strftime
"%Y" | strftime(0)
"%Y-%m-%dT%H:%M:%SZ" | strftime(1700000000)
"%Y" | strftime("86400")
"%Y" | strftime("x")
"%a %A %b %B %c %d %D %e %F" | strftime
"%g %G %h %H %I %j %k %l %m %M" | strftime
"%n%t%%|%p %P %r %R %s %S %T %u" | strftime
"%U %V %w %W %x %X %y %Y %z %Z %C" | strftime
"%-d %-m %_d %e %^a %#Z %-H %-I %-j %05d %3Y" | strftime(1704880800)
"%E %f %Q % %%Y %Od %Ey" | strftime
"%" | strftime
"%j %U %W %V %G" | strftime(1735689600)
"%j %U %W %V %G" | strftime(1609459200)
"%j %U %W %V %G %y" | strftime(-1)
"a b" | quote
"" | quote
"it's" | quote
"safe_-./:=@%+," | quote
12 | quote
"$(x)" | quote
"é" | quote
text | md5
text | sha1
text | checksum
unicode | sha1
text | hash
text | hash("md5")
text | hash("sha224")
text | hash("sha256")
text | hash("sha384")
text | hash("sha512")
text | hash("nope")
"" | hash("sha256")
("x" * 55) | hash("sha256")
("x" * 56) | hash("sha256")
("x" * 63) | md5
("x" * 64) | sha1
("x" * 111) | hash("sha512")
("x" * 112) | hash("sha512")
("x" * 1000) | hash("sha512")
12 | sha1
none | sha1
text | regex_search("World")
text | regex_search("world")
text | regex_search("world", ignorecase=true)
text | regex_search("(\\w+) (\\w+)", "\\1", "\\2")
text | regex_search("(?P<first>\\w+)", "\\g<first>")
text | regex_search("(?P<first>\\w+)", "\\g<1>")
text | regex_search("(\\w+)", "x")
text | regex_search("nope")
text | regex_search("(a)|(H)", "\\1", "\\2")
text | regex_search("(a", "\\1")
multi | regex_search("^line two$")
multi | regex_search("^line two$", multiline=true)
none | regex_search("x")
12 | regex_search("1")
email | regex_search("^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$")
semver | regex_search("^(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?$", "\\1", "\\2", "\\3", "\\4")
"my_project" | regex_search("^[a-z][a-z0-9_]*$")
"my-project" | regex_search("^[a-z][a-z0-9_]*$")
text | regex_findall("\\w+")
text | regex_findall("(\\w)(\\w)")
text | regex_findall("o(.?)")
multi | regex_findall("^line", multiline=true)
multi | regex_findall("^LINE", true, true)
"aaa" | regex_findall("a*")
"abc" | regex_findall("")
12 | regex_findall("1")
text | regex_replace("o", "0")
text | regex_replace("O", "0", ignorecase=true)
text | regex_replace("(\\w+) (\\w+)", "\\2 \\1")
text | regex_replace("(?P<a>\\w+)", "<\\g<a>>")
text | regex_replace("(\\d)(\\d)", "\\g<2>0\\1")
text | regex_replace("x*", "-")
"abxd" | regex_replace("x*", "-")
text | regex_replace("\\s+", "\\n")
text | regex_replace("o", "\\o")
text | regex_replace("o", "\\3")
text | regex_replace
12 | regex_replace("1", "3")
none | regex_replace("N", "n")
unicode | regex_replace("\\W+", "_")
unicode | regex_replace("[^a-zA-Z]", "")
"a.b*c" | regex_escape
"a-b c\n#&~é" | regex_escape
"a.b*c[$^]\\" | regex_escape("posix_basic")
"a" | regex_escape("posix_extended")
"a" | regex_escape("x")
yes | ternary("a", "b")
no | ternary("a", "b")
none | ternary("a", "b", "c")
none | ternary("a", "b")
"" | ternary(true_val=1, false_val=2)
100 | ans_random(seed="abc")
100 | ans_random(seed=42)
100 | ans_random(10, 5, seed=1)
100 | ans_random(start=50, seed="x")
5 | ans_random(start=50, seed="x")
words | ans_random(seed="host")
"abcdef" | ans_random(seed=7)
5000000000 | ans_random(seed=7)
9000000000000000000 | ans_random(seed="big")
[] | ans_random(seed=7)
none | ans_random(seed=7)
words | ans_random(start=1, seed=7)
items | shuffle(seed="abc")
range(20) | shuffle(seed=5)
words | shuffle(seed="é")
12 | shuffle(seed=5)
"52:54:00" | random_mac(seed="host")
"52:54" | random_mac(seed=1)
"52" | random_mac(seed=-7)
"" | random_mac(seed=1)
"5G" | random_mac(seed=1)
"52:54:00:11:22" | random_mac(seed="z")
"52:54:00:11:22:33" | random_mac(seed="z")
text | mandatory
nope | mandatory
nope | mandatory("say so")
none | mandatory
multi | comment
multi | comment("c")
multi | comment("erlang")
multi | comment("cblock")
multi | comment("xml")
multi | comment("nope")
multi | comment("plain", prefix="", postfix="")
multi | comment(decoration="! ")
multi | comment("plain", prefix="#######\n#", postfix="#\n###", prefix_count=2, postfix_count=3)
multi | comment("cblock", newline="\n", end="*/ ")
multi | comment(prefix="\n", postfix="")
"" | comment
12 | comment
text | type_debug
12 | type_debug
1.5 | type_debug
none | type_debug
items | type_debug
user | type_debug
yes | type_debug
nope | type_debug
(1, 2) | type_debug
(yaml | from_yaml).d | type_debug
low | combine(high)
low | combine(high, recursive=true)
low | combine(high, list_merge="append")
low | combine(high, recursive=true, list_merge="append")
low | combine(high, recursive=true, list_merge="prepend")
low | combine(high, recursive=true, list_merge="keep")
low | combine(high, recursive=true, list_merge="append_rp")
low | combine(high, recursive=true, list_merge="prepend_rp")
low | combine(high, list_merge="x")
low | combine(high, {"z": 9})
[low, high] | combine
[low, [high, {"q": 1}]] | combine
low | combine([high, {"a": 5}])
low | combine(high, nope=1)
low | combine(3)
low | combine(nope)
{} | combine(low)
low | combine
low | combine({})
"name" | extract(user)
"address" | extract(user, "city")
"address" | extract(user, ["city"])
"address" | extract(user, ["nope"])
"nope" | extract(user)
1 | extract(items)
9 | extract(items)
["name", "groups"] | map("extract", user) | list
[0, 2] | map("extract", users, "name") | list
nested | flatten
nested | flatten(1)
nested | flatten(levels=0)
[1, none, 2] | flatten
[1, "null", [2]] | flatten
[[1], ["None"], [2]] | flatten
["ab", ["cd"]] | flatten
users | subelements("keys")
users | subelements("nope")
users | subelements("nope", skip_missing=true)
users | subelements("name")
[user] | subelements("address.city")
[user] | subelements(["groups"])
{"x": user} | subelements("groups")
12 | subelements("x")
users | ans_groupby("age")
users | ans_groupby("age") | list | length
path | fileglob
path | realpath
"~" | expanduser
"$HOME" | expandvars
user | jsonify
user | jsonify(2)
user | jsonify(indent=none)
unicode | jsonify
{"b": 1, "a": {}} | jsonify
nope | jsonify
text | slugify
unicode[:5] | slugify
"C'est déjà l'été." | slugify
text | slugify(separator="_")
text | slugify(max_length=8)
text | slugify(max_length=8, word_boundary=true)
text | slugify(stopwords=["world"])
text | slugify(lowercase=false)
text | slugify(replacements=[["o", "0"], ["|", "or"]])
text | slugify(regex_pattern="[^-a-z0-9_]+")
unicode | slugify(allow_unicode=true)
12 | slugify
text.title()
"they're bill's".title()
"my_name-is x2y".title()
"abc".isidentifier()
"1bc".isidentifier()
"class".isidentifier()
"é_1".isidentifier()
"v1.2".removeprefix("v")
"v1.2".removesuffix(".2")
"a-b_c".split("-")
"%s and %05.2f" | format("x", 3.14159)
"{} {x:>5}".format(1, x="a")
items | string
text | list
items | join("-") | string
"a,b,,c".split(",") | select | list
""".strip().splitlines()

# Whole templates.
CASE_NAMES = ["", "a", "my project", "My-Project_name", "fooBar", "FooBar", "HTTPServer", "v2beta3c4", "user2", " x ", "a__b", "ABC"]

TEMPLATES = r"""
{% now 'utc' %}
{% now 'utc', '%Y' %}
{% now 'local', '%d %m %Y %H:%M:%S' %}
{% now 'UTC', '%a %b %e %H:%M:%S %Z %Y %z' %}
{% now 'Europe/Berlin', '%Y-%m-%d %H:%M %z %Z' %}
{% now 'America/New_York', '%Y-%m-%d %H:%M %z' %}
{% now 'Asia/Kolkata', '%Y-%m-%d %H:%M %z' %}
{% now 'utc' + 'days=1,hours=2' %}
{% now 'utc' + 'days=2,hours=1', '%Y-%m-%d %H:%M' %}
{% now 'utc' - 'days=20,hours=-1', '%Y-%m-%d %H:%M' %}
{% now 'utc' + 'months=1', '%Y-%m-%d' %}
{% now 'utc' - 'years=1,weeks=2', '%Y-%m-%d' %}
{% now 'utc' + 'quarters=3', '%Y-%m-%d' %}
{% now 'utc' + 'minutes=90,seconds=30', '%H:%M:%S' %}
{% now 'utc' + 'days=0.5', '%Y-%m-%d %H:%M' %}
{% now 'utc' + 'months=0.5', '%Y-%m-%d %H:%M' %}
{% now 'Europe/Berlin' + 'days=30', '%Y-%m-%d %H:%M %z' %}
{% now 'Europe/Berlin' + 'months=8', '%Y-%m-%d %H:%M %z' %}
{% now 'Nowhere/Else' %}
{% now 'utc' + 'days' %}
{% now 'utc' + 'dayz=1' %}
{% now text, '%Y' %}
{% now 'utc', '%-d/%-m/%y' %}
{% now '+02:00', '%H:%M %z' %}
{% now '-0530', '%H:%M %z' %}
{% now 'utc' %} and {% now 'utc', '%Y' %}
{% now %}
{% set x = [] %}{% do x.append(1) %}{{ x }}
{% for i in range(9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% endfor %}
""".strip().splitlines()

PATTERNS = r"""
abc|a|b
a(b|c)*d|abcbd
(a+)+b|aaab
^a.c$|abc
^a.c$|a
(?s)^a.c$|a
(?i)ÄB|äb
(?m)^b$|a%nb%nc
(?x) a  b # comment%n c|abc
a{2,3}|aaaa
a{2}|aaaa
a{,2}|aaaa
a{2,}?|aaaa
a{x}|a{x}
a{,}|aa
a+?b|aaab
a*+a|aaa
a++b|aab
(?>a+)a|aaa
(?>a|ab)c|abc
(?=ab)a|ab
(?!ab)a|ac
(?<=a)b|ab
(?<!a)b|cb
(?<=ab|cd)e|cde
(?<=a|bc)e|bce
(a)(?<=\1)b|ab
(?P<x>a)(?P=x)|aa
(?P<x>a)(?P<x>b)|ab
(a)\1|aa
(a)|b\1|b
\1(a)|aa
(?P<1a>x)|x
(?P<é>x)|x
(a)?(?(1)b|c)|ab
(a)?(?(1)b|c)|c
(?P<q>")?x(?(q)")|"x"
(?(2)a|b)(c)|bc
[abc]+|cab
[^abc]+|xyz
[a-c-e]+|a-e
[]a]+|]a
[^]a]+|xy
[-a]+|-a
[a-]+|a-
[\d\-x]+|1-x
[\w.]+|a_1.é
[\]\\]+|]\
[z-a]|b
[a|a
[\b]|x
\bfoo\b|a foo b
\Bo|foo
\Afoo\Z|foo
\Afoo\Z|foo%n
foo$|foo%n
(?m)foo$|foo%nbar
\d+|٣4
(?a)\d+|٣4
\w+|naïve_1
(?a)\w+|naïve
\s+|a%t 　b
\S+|  ab 
\D+|12ab
\W+|a-+b
\x41\u0042\103|ABC
\0|a
\t\n\r\f\v\a|x
\.\*\+\?|.*+?
\q|q
\_|_
\é|é
\-\ \#\&\~|- #&~
a|b||b
()|x
(|a
a)|a
*a|a
a**|a
a+*|a
a?+|a
(?:a|b)+c|abac
(?i:a)b|Ab
(?i:a)b|AB
(?-i:a)b|ab
a(?i)b|ab
(?i-s:a.)|A
(?L)a|a
(?u)é|é
(?#c)a|a
(?#c|a
(?z)|a
(?<x>a)|a
(?P>x)|a
(a*)*|aab
(a*)+|b
(a|b*)*c|abbc
(?:a?)*?y|z
(?:a?){0,5}y|aay
(a{1,2}){2}|aaa
((a)|(b))*|ab
(?:(a)|b)*|ab
^|abc
$|abc
x*|aaa
(?=a)|bab
\b|a b
.|%n
.+|ab%ncd
[^a]+|%nb
^$|
^\s*$|  
^(?!.*--)[a-z0-9-]{1,63}$|my-name
^(?!.*--)[a-z0-9-]{1,63}$|my--name
^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$|sub.example.com
^\d{4}-(0[1-9]|1[0-2])-\d{2}$|2024-12-01
^v?(\d+)\.(\d+)(?:\.(\d+))?$|v1.2
^(\d{1,3}\.){3}\d{1,3}$|192.168.1.10
^[A-Z][a-zA-Z0-9]+$|MyClass
^[a-z_][a-z0-9_]*$|my_module
^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@(([^<>()[\]\\.,;:\s@"]+\.)+[^<>()[\]\\.,;:\s@"]{2,})$|a.b@c.de
https?://(?P<host>[^/:]+)(?::(\d+))?(/.*)?|http://a.b:80/c
github\.com[:/](.+?)/(.+?)(?:\.git)?$|git@github.com:me/repo.git
(?i)straße|STRASSE
(?i)σ|Σς
(?i)[à-ý]+|ÀÉ
(?i)[^a]|A
(?i)k|K
(?i)s|ſ
(?i)i|İı
(?i)\w|é
[[:alpha:]]|a
[a&&b]|&
a{1001}|a
(?:a{0,2}){3}|aaaaaaa
\N{DIGIT ONE}|1
a{3,2}|a
a{99999999999}|a
""".strip("\n").splitlines()

SLUG_TEXTS = [
    "", "-", "Hello, World!", "  many   spaces  ", "under_score", "Ünïcödé", "straße", "Œuvre & Æsop", "Þórður Ðeð",
    "Łódź żółć", "Ελληνικά γράμματα", "Ξένος Ψυχή Ώρα", "Привет, мир", "Щука объезд Юля", "Київ їжак Ґанок", "ЉЊЏ Ђурђевдан",
    "1,000 and 1,0", "it's & that’s", "AT&amp;T", "&eacute;t&eacute;", "&#233;", "&#xE9;", "&#99999999;", "&nope;", "a – b — c",
    "“quoted”", "50% off", "C++ / C#", "v1.2.3", "naïve café", "ﬁne ½ ² ™ №", "x × y ÷ z", "€ 5 £ 3", "tab\tnew\nline", "é",
    "İstanbul ılık", "Đakovo đ", "ŋ Ŋ", "a.b.c", "camelCaseText", "ＦＵＬＬ width", "a→b", "© 2024 ®", "--a--b--", "mañana¡!¿?",
]

SLUG_SETTINGS = [
    {}, {"separator": "_"}, {"separator": ""}, {"max_length": 5}, {"max_length": 10, "word_boundary": True},
    {"max_length": 10, "word_boundary": True, "save_order": True}, {"max_length": 3, "word_boundary": True}, {"lowercase": False},
    {"stopwords": ["the", "and", "World"]}, {"stopwords": ["World"], "lowercase": False}, {"allow_unicode": True},
    {"allow_unicode": True, "lowercase": False}, {"entities": False}, {"decimal": False}, {"hexadecimal": False},
    {"regex_pattern": "[^-a-z0-9_]+"}, {"replacements": [["&", "and"], ["%", "percent"]]}, {"max_length": 12, "separator": "_"},
    {"max_length": -3},
]

SLUG_BLOCKS = [
    ("Latin-1", 0xA0, 0xFF), ("Latin Extended-A", 0x100, 0x17F), ("Latin Extended-B", 0x180, 0x24F),
    ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x4FF), ("Cyrillic Supplement", 0x500, 0x52F),
    ("Latin Extended Additional", 0x1E00, 0x1EFF), ("Greek Extended", 0x1F00, 0x1FFF), ("Punctuation", 0x2000, 0x206F),
]


def outcome(render):
    try:
        return {"output": render()}
    except Exception as error:
        return {"error": type(error).__name__}


def templates():
    environment = SandboxedEnvironment(keep_trailing_newline=True, extensions=EXTENSIONS)
    names = ["to_camel", "to_lower_camel", "to_kebab", "to_screaming_kebab", "to_snake", "to_screaming_snake",
             "to_delimited('.')", "to_screaming_delimited('.')"]
    expressions = EXPRESSIONS + ["%r | %s" % (text, name) for text in CASE_NAMES for name in names]
    for source in ["{{ %s }}" % expression for expression in expressions] + TEMPLATES:
        if any(word in source for word in ["fileglob", "realpath", "expanduser", "expandvars"]):
            yield {"source": source, "error": "SecurityError"}
            continue
        yield {"source": source, **outcome(lambda: environment.from_string(source).render(**CONTEXT))}


def patterns():
    for line in PATTERNS:
        pattern, _, text = line.rpartition("|")
        text = text.replace("%n", "\n").replace("%t", "\t")
        pattern = pattern.replace("%n", "\n")
        yield regex_case(pattern, text)
    source = random.Random(SEED)
    made = 0
    while made < COUNT:
        pattern, text = random_pattern(source), random_text(source)
        case = regex_case(pattern, text)
        # Most patterns that are refused say little.
        if "error" in case and source.random() < 0.7:
            continue
        made += 1
        yield case


def regex_case(pattern, text):
    case = {"pattern": pattern, "text": text}
    try:
        regex = re.compile(pattern)
        match = regex.search(text)
        case["search"] = None if match is None else [match.start(), match.end(), list(match.groups())]
        case["findall"] = regex.findall(text)
        case["sub"] = regex.sub("<\\g<0>>", text)
    except (re.error, OverflowError, RecursionError) as error:
        case["error"] = type(error).__name__
    return case


def random_pattern(source, depth=0):
    def atom():
        kind = source.random()
        if kind < 0.5:
            return source.choice(["a", "b", "c", ".", "\\w", "\\d", "\\s", "[ab]", "[^a]", "[a-c1]", "\\b", "^", "$", "é", "1", " "])
        if kind < 0.75 and depth < 3:
            inner = random_pattern(source, depth + 1)
            return source.choice(["(%s)", "(?:%s)", "(?=%s)", "(?!%s)", "(?<=a)%s", "(?<!b)%s", "(?>%s)", "(?i:%s)"]) % inner
        if kind < 0.8:
            return source.choice(["\\1", "\\2", "(?(1)a|b)"])
        return source.choice("abc")

    def part():
        text = atom()
        if source.random() < 0.35:
            text += source.choice(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{,2}", "{2,}"])
            if source.random() < 0.3:
                text += source.choice(["?", "+"])
        return text

    branches = ["".join(part() for _ in range(source.randint(1, 4))) for _ in range(source.choice([1, 1, 1, 2]))]
    return "|".join(branches)


def random_text(source):
    return "".join(source.choice("aaabbbccAB1 \n\u00e9") for _ in range(source.randint(0, 12)))


def slugs():
    for text in SLUG_TEXTS:
        for settings in SLUG_SETTINGS:
            yield {"text": text, "settings": settings, "slug": slugify(text, **settings)}


def blocks():
    for name, low, high in SLUG_BLOCKS:
        characters = [chr(code) for code in range(low, high + 1) if unicodedata.category(chr(code)) != "Cn"]
        yield {"block": name, "characters": characters, "slugs": [slugify("x" + each + "y") for each in characters]}


def write(name, cases):
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / name).write_text("[\n" + lines + "\n]\n", encoding="utf-8")


def main():
    (FOLDER / "context.json").write_text(json.dumps([CONTEXT], indent=1) + "\n", encoding="utf-8")
    write("templates.json", templates())
    write("regex.json", patterns())
    write("slugs.json", slugs())
    write("blocks.json", blocks())


if __name__ == "__main__":
    main()
