"""Measures figures on the five articles against the built-in corpus.

A curated figure (facets killed, injured, missing, detained, jailed, casualties; distinct by article, wording, facet and value)
is found if a proposed one of the same kind overlaps its wording and has the same number and qualifier. A proposed figure is
right if it is found so. Given for all grades, and without guesses.
"""
import glob, re, sys, tomllib
from common import DATA, SOURCES, run, show
ORDER = ['scmp-republished', 'scmp', 'region-plus', 'limited-times', 'jamestown']
files = sorted(glob.glob(SOURCES + '/*.txt'))
if len(files) != 5:
    print('SKIPPED: the five texts are not at', SOURCES)
    sys.exit(0)
FACETS = {'killed', 'injured', 'missing', 'detained', 'jailed', 'casualties'}
gold = {}
for path in sorted(glob.glob(DATA + '/incidents/*.toml')):
    for account in tomllib.load(open(path, 'rb')).get('account', []):
        for c in account.get('claims', []):
            if c['facet'] not in FACETS: continue
            parts = c.get('parts', [])
            if parts:
                number = sum(p.get('figure', p.get('min', 0)) for p in parts)
                qs = {p.get('qualifier', 'exactly') for p in parts} - {'exactly'}
                qualifier = qs.pop() if len(qs) == 1 else ('exactly' if not qs else 'several')
            else:
                number, qualifier = c.get('figure'), c.get('qualifier', 'exactly')
            key = (account['article'], c['words'], c['facet'], number, qualifier)
            gold[key] = c
published = {}
for name in ORDER:
    m = re.search(r'published = "(\d{4}-\d\d-\d\d)', open(DATA + '/articles/%s.md' % name).read())
    published[name] = m.group(1) if m else None
tally = {}
for limit in ('all', 'without guesses'):
    total = found = proposed = right = stated = stated_found = 0
    for file, name in zip(files, ORDER):
        text = open(file, encoding='utf-8').read()
        raw = text.encode()
        out = run([{'text': text, 'published': published[name]}])[0]
        got = [[m['span']['start'], m['span']['end'], m, False] for m in out['figures'] if limit == 'all' or m['grade'] != 'guess']
        for (article, words, facet, number, qualifier), c in gold.items():
            if article != name: continue
            total += 1
            spots = [(m.start(), m.end()) for m in re.finditer(re.escape(words.encode()).replace(rb'\ ', rb'\s+'), raw)]
            ok = False
            for g in got:
                v = g[2]['value']
                if not any(g[0] < e and a < g[1] for a, e in spots) or v['harm'] != facet: continue
                same = v['qualifier'] == qualifier and (qualifier == 'several' or v['count'] == number)
                if same:
                    ok = g[3] = True
            found += ok
            if number is not None and 'basis' not in c:
                stated += 1
                stated_found += ok
            if not ok and show and limit == 'all': print('MISSED', name, facet, number, qualifier, '|', words, '' if spots else '(wording not in the text)')
        for a, e, m, good in got:
            proposed += 1
            right += good
            if not good and show and limit == 'all':
                v = m['value']
                print('EXTRA', name, m['rule'], m['grade'], v['harm'], v['count'], v['qualifier'], '|', raw[a:e].decode(errors='replace').replace('\n', ' '), '| …', raw[max(0, a - 60):a].decode(errors='replace').replace('\n', ' '))
    print('five texts, %s: found %d of %d = %.3f (with a printed number %d of %d = %.3f), precision %d of %d = %.3f' % (limit, found, total, found / total, stated_found, stated, stated_found / stated, right, proposed, right / max(1, proposed)))
