"""Git repositories written directly, one pack each: a process for each of 10,000 services would take longer than the audit."""

import functools
import hashlib
import os
import struct
import zlib

FILE, PROGRAM, LINK, FOLDER = b"100644", b"100755", b"120000", b"40000"
COMMIT, TREE, BLOB = 1, 2, 3
KINDS = {COMMIT: b"commit", TREE: b"tree", BLOB: b"blob"}
AUTHOR = b"Owner <owner@example.com>"


def object_id(kind, text):
    return hashlib.sha1(b"%s %d\0" % (KINDS[kind], len(text)) + text).digest()


def packed(kind, text):
    """An object as a pack has it: kind and size, seven bits a byte after the first, then its compressed text."""
    size, head = len(text) >> 4, [kind << 4 | len(text) & 15]
    while size:
        head[-1] |= 128
        head.append(size & 127)
        size >>= 7
    return bytes(head) + zlib.compress(text, 1)


@functools.lru_cache(None)
def shared_blob(text):
    """A text that many services have is compressed once."""
    entry = packed(BLOB, text)
    return object_id(BLOB, text), entry, zlib.crc32(entry)


class Pack:
    """The objects of one repository."""

    def __init__(self):
        self.objects = {}

    def shared(self, text):
        """Adds a blob that other repositories have, too."""
        name, entry, check = shared_blob(text)
        self.objects[name] = (entry, check)
        return name

    def blob(self, text):
        return self.add(BLOB, text)

    def add(self, kind, text):
        name = object_id(kind, text)
        if name not in self.objects:
            entry = packed(kind, text)
            self.objects[name] = (entry, zlib.crc32(entry))
        return name

    def text(self, name):
        """The text of an object that was added."""
        entry = self.objects[name][0]
        start = next(place for place, byte in enumerate(entry) if byte < 128) + 1
        return zlib.decompress(entry[start:])

    def tree(self, files):
        """Adds the trees of some files, path -> (mode, object), and returns the top one."""
        return write_tree(files, functools.partial(self.add, TREE))

    def tree_id(self, files):
        """What `tree` would return."""
        return write_tree(files, functools.partial(object_id, TREE))

    def commit(self, files, parents, moment, message):
        lines = [b"tree " + self.tree(files).hex().encode()]
        lines += [b"parent " + parent.hex().encode() for parent in parents]
        lines += [b"%s %s %d +0000" % (role, AUTHOR, moment) for role in (b"author", b"committer")]
        return self.add(COMMIT, b"\n".join([*lines, b"", message.encode(), b""]))

    def write(self, folder, head):
        """Writes a bare repository whose branch `main` is at a commit."""
        pack = bytearray(b"PACK" + struct.pack(">II", 2, len(self.objects)))
        places = {}
        for name, (entry, check) in self.objects.items():
            places[name] = (len(pack), check)
            pack += entry
        total = hashlib.sha1(pack).digest()
        pack += total
        os.makedirs(folder / "objects/pack")
        os.makedirs(folder / "objects/info")
        os.makedirs(folder / "refs/heads")
        stem = folder / f"objects/pack/pack-{total.hex()}"
        stem.with_suffix(".pack").write_bytes(pack)
        stem.with_suffix(".idx").write_bytes(index(places, total))
        (folder / "refs/heads/main").write_text(head.hex() + "\n")
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n")


def index(places, total):
    """The index of a pack, version 2: how many names begin up to each byte, names, checks and places."""
    names = sorted(places)
    counts = [0] * 256
    for name in names:
        counts[name[0]] += 1
    for byte in range(1, 256):
        counts[byte] += counts[byte - 1]
    text = b"\xfftOc" + struct.pack(">I256I", 2, *counts) + b"".join(names)
    text += struct.pack(f">{len(names)}I", *(places[name][1] for name in names))
    text += struct.pack(f">{len(names)}I", *(places[name][0] for name in names)) + total
    return text + hashlib.sha1(text).digest()


def write_tree(files, add):
    folders, entries = {}, []
    for path, (mode, name) in files.items():
        head, slash, rest = path.partition(b"/")
        if slash:
            folders.setdefault(head, {})[rest] = (mode, name)
        else:
            entries.append((head, mode, name))
    entries += [(head, FOLDER, write_tree(inner, add)) for head, inner in folders.items()]
    # git sorts folders as if their names ended with a slash.
    entries.sort(key=lambda entry: entry[0] + (b"/" if entry[1] == FOLDER else b""))
    return add(b"".join(b"%s %s\0%s" % (mode, head, name) for head, mode, name in entries))
