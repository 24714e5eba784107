# SPDX-License-Identifier: Apache-2.0
# Run in the interpreter whose memory becomes a snapshot: compiles what pages import when they start, PyScript's
# modules (`sources`: their text by path, as JSON) and those of the standard library below, whose archive has no
# compiled code, and which zipimport compiles twice, once to find them. Nothing is imported here: each
# restored interpreter imports as ever, but is given the code of exactly these bytes at exactly this path.
#
# So is the code of the project's own modules, which an interpreter is given after it was restored (`take`), and
# what it compiles of them anew is put into `fresh`, for pyodide-code.mjs. A module whose compilation warned is
# compiled each time, for each time it warns.
import _imp
import json
import marshal
import sys
import warnings
import zipimport

LIBRARY = """
_compat_pickle _markupbase argparse calendar colorsys concurrent.futures.thread configparser csv datetime decimal
difflib email email._encoded_words email._parseaddr email._policybase email.base64mime email.charset email.encoders
email.errors email.feedparser email.header email.iterators email.message email.parser email.quoprimime email.utils
fractions gettext graphlib gzip hashlib hmac html html.entities html.parser http importlib.metadata
importlib.metadata._collections importlib.metadata._functools importlib.metadata._itertools importlib.metadata._meta
importlib.resources importlib.resources._common importlib.resources._functional importlib.resources.abc ipaddress
numbers pickle pkgutil platform pprint queue quopri secrets sqlite3 sqlite3.dbapi2 statistics tarfile timeit tomllib
tomllib._parser tomllib._re tomllib._types urllib urllib.error urllib.parse urllib.request urllib.response uuid xml
xml.etree xml.etree.ElementPath xml.etree.ElementTree zoneinfo zoneinfo._common zoneinfo._tzpath
""".split()

# In place of functions of these names, with their file and as many frames, so that a traceback through them reads
# the same but for the number of the line.
REPLACED = {
    "<frozen importlib._bootstrap_external>": '''
def source_to_code(self, data, path, *, _optimize=-1):
    code = found(path, data) if _optimize == -1 else None
    if code:
        return code
    heard = listen()
    try:
        code = call(compile, data, path, "exec", dont_inherit=True, optimize=_optimize)
    finally:
        unlisten(heard)
    if _optimize == -1 and not heard[1]:
        remember(path, data, code)
    return code
''',
    "<frozen zipimport>": '''
def _compile_source(pathname, source):
    code = compiled(pathname, source)
    return code or compile(normalize(source), pathname, "exec", dont_inherit=True)
''',
}


ROOM = 16 << 20  # bytes of sources that one interpreter hands over the code of


def digest(data):
    return _imp.source_hash(_imp.pyc_magic_number_token, bytes(data))


def compile_library(archive):
    importer = zipimport.zipimporter(archive)
    for name in LIBRARY:
        for end in ".py", "/__init__.py":
            path = f"{archive}/{name.replace('.', '/')}{end}"
            try:
                data = importer.get_data(path)
            except OSError:
                continue
            yield path, data, zipimport._compile_source(path, data)


def compile_sources(texts):
    for path, text in texts.items():
        data = text.encode()
        yield path, data, compile(data, path, "exec", dont_inherit=True)


def keep(texts, restored):
    archive = next(path for path in sys.path if path.endswith(".zip"))
    kept = {}
    for found in compile_library(archive), compile_sources(texts):
        kept.update((path, (digest(data), code)) for path, data, code in found)

    def compiled(path, data):
        found = kept.get(path)
        return found[1] if found and found[0] == digest(data) else None

    names = {
        "call": sys.modules["_frozen_importlib"]._call_with_frames_removed,
        "compiled": compiled,
        "normalize": zipimport._normalize_line_endings,
        "restored": compile(restored, "<frozen importlib._bootstrap_external>", "exec", dont_inherit=True),
        **project_code(compiled),
    }
    for file, text in REPLACED.items():
        exec(compile(text, file, "exec"), names)
    sys.modules["_frozen_importlib_external"].SourceLoader.source_to_code = names["source_to_code"]
    zipimport._compile_source = names["_compile_source"]


def project_code(compiled):
    taken = {}  # path -> (digest, its code by marshal)
    fresh = []  # (path, digest, code)
    changed = None  # is called when there is something
    room = ROOM

    # What compiled-code.h says of entries.
    def take(data, tell):
        nonlocal changed
        data = data.to_bytes()
        at = 0
        while at < len(data):
            path_end = at + 16 + int.from_bytes(data[at : at + 4], "little")
            end = path_end + int.from_bytes(data[at + 4 : at + 8], "little")
            path = data[at + 16 : path_end].decode()
            taken[path] = data[at + 8 : at + 16], data[path_end:end]
            at = end
        changed = tell

    def found(path, data):
        if type(data) is not bytes or type(path) is not str:
            return None
        code = compiled(path, data)
        if code or path not in taken:
            return code
        known, text = taken[path]
        if known != digest(data):
            return None
        try:
            code = marshal.loads(text)
        except Exception:
            return None
        return code if type(code) is type(found.__code__) else None

    def remember(path, data, code):
        nonlocal room
        if not changed or type(data) is not bytes or type(path) is not str or len(data) > room:
            return
        room -= len(data)
        fresh.append((path, digest(data), code))
        if len(fresh) == 1:
            changed()

    # What a compilation warns of goes on to where it would have gone.
    def listen():
        show = warnings._showwarnmsg
        heard = [show, False]

        def hear(message):
            heard[1] = True
            show(message)

        warnings._showwarnmsg = hear
        return heard

    def unlisten(heard):
        warnings._showwarnmsg = heard[0]

    return {
        "dumps": marshal.dumps,
        "found": found,
        "fresh": fresh,
        "listen": listen,
        "pop": fresh.pop,
        "remember": remember,
        "take": take,
        "unlisten": unlisten,
    }


keep(json.loads(globals().pop("sources")), globals().pop("restored"))
