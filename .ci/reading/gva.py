"""Reads the Gun Violence texts and registry for the measuring scripts: incidents with an even id only.

The articles are Python pickles; they are read opcode by opcode and never unpickled.
"""
import csv, datetime, glob, os, pickletools

def read_pickle(path):
    """The title, day and content of one article."""
    out, key, pending = {}, None, None
    for op, arg, _ in pickletools.genops(open(path, 'rb').read()):
        if op.name in ('BINUNICODE', 'SHORT_BINUNICODE', 'BINUNICODE8'):
            if key is None:
                key = arg
            else:
                out[key] = arg
                key = None
        elif op.name == 'SHORT_BINBYTES' and key == 'dct':
            b = arg
            out['dct'] = datetime.date(b[0] * 256 + b[1], b[2], b[3]).isoformat()
            key = None
        elif op.name == 'NONE' and key is not None:
            out[key] = None
            key = None
    return out

def load(root):
    """Joined articles: (registry row, article), sorted; incident ids even."""
    rows = {}
    for path in sorted(glob.glob(root + '/gvd/intermediate/stage2.*.csv')):
        for r in csv.DictReader(open(path, encoding='utf-8', newline='')):
            if r['incident_id'].isdigit() and int(r['incident_id']) % 2 == 0:
                rows[r['incident_id']] = r
    docs = []
    base = root + '/gva/EventRegistries/GunViolenceArchive/the_violent_corpus'
    for folder in sorted(os.listdir(base) if os.path.isdir(base) else []):
        if folder not in rows or int(folder) % 2:
            continue
        for path in sorted(glob.glob(base + '/' + folder + '/*.json')):
            try:
                a = read_pickle(path)
            except Exception:
                continue
            if a.get('content'):
                docs.append((rows[folder], a))
    return docs
