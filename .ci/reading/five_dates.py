"""Measures dates on the five articles against the built-in corpus.

A curated date (distinct by article, wording and value; those whose value the wording itself does not hold, such as years that other
articles give, are counted apart) is found if a date overlaps its wording, and right if its EDTF value is the same.
"""
import glob, re, sys, tomllib
from common import DATA, SOURCES, run, show
ORDER = ['scmp-republished', 'scmp', 'region-plus', 'limited-times', 'jamestown']
files = sorted(glob.glob(SOURCES + '/*.txt'))
if len(files) != 5:
    print('SKIPPED: the five texts are not at', SOURCES)
    sys.exit(0)
gold = {}
for path in sorted(glob.glob(DATA + '/incidents/*.toml')):
    for account in tomllib.load(open(path, 'rb')).get('account', []):
        for c in account.get('claims', []):
            if c['facet'] == 'date' and isinstance(c.get('value'), str):
                gold[account['article'], c['words'], c['value']] = c
n = found = right = borrowed = borrowed_right = 0
for file, name in zip(files, ORDER):
    m = re.search(r'published = "(\d{4}-\d\d-\d\d)', open(DATA + '/articles/%s.md' % name).read())
    text = open(file, encoding='utf-8').read()
    raw = text.encode()
    out = run([{'text': text, 'published': m.group(1) if m else None}])[0]
    for (article, words, value), c in gold.items():
        if article != name: continue
        spots = [(m.start(), m.end()) for m in re.finditer(re.escape(words.encode()).replace(rb'\ ', rb'\s+'), raw)]
        hits = [d for d in out['dates'] if any(d['span']['start'] < e and a < d['span']['end'] for a, e in spots)]
        ok = any(d['value']['edtf'] == value for d in hits)
        if c.get('borrowed'):
            borrowed += 1
            borrowed_right += ok
        else:
            n += 1
            found += bool(hits)
            right += ok
        if not ok and show: print('borrowed' if c.get('borrowed') else '', name, value, '|', words, '|', [(d['value']['edtf'], raw[d['span']['start']:d['span']['end']].decode()) for d in hits], '| basis:', c.get('basis', ''))
print('five texts: dates %d: found %.3f, right %.3f; with a part from elsewhere %d: right %d' % (n, found / n, right / n, borrowed, borrowed_right))
