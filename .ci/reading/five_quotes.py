"""Measures quotations on the five articles against the built-in corpus.

SOURCES holds the five texts, DATA is the corpus folder. Without the texts the script says so and ends. A curated piece is
found if a proposed piece begins with the same words; its speaker is right if it shares a word with the curated one.
"""
import glob, os, re, sys, tomllib
from common import DATA, SOURCES, run, show
ORDER = ['scmp-republished', 'scmp', 'region-plus', 'limited-times', 'jamestown']
files = sorted(glob.glob(SOURCES + '/*.txt'))
if len(files) != 5:
    print('SKIPPED: the five texts are not at', SOURCES)
    sys.exit(0)
names = {n['id']: n for n in tomllib.load(open(DATA + '/names.toml', 'rb')).get('name', [])}
def fold(s): return re.sub(r'\W+', ' ', s.lower().replace('’', "'")).strip()
total = found = right = proposed = good = speakers = 0
for file, name in zip(files, ORDER):
    text = open(file, encoding='utf-8').read()
    raw = text.encode()
    out = run([{'text': text}])[0]
    path = DATA + '/quotes/%s.toml' % name
    gold = tomllib.load(open(path, 'rb')).get('quote', []) if os.path.exists(path) else []
    got = []
    for q in out['quotes']:
        sp = q['value']['speaker']
        who = ' '.join(raw[sp[k]['start']:sp[k]['end']].decode() for k in ('mention', 'name') if sp[k]) if sp else ''
        for p in q['value']['pieces']:
            got.append([fold(raw[p['start']:p['end']].decode()), who, False, q])
    for q in gold:
        n = names.get(q['speaker'], {})
        known = fold(' '.join([q['speaker'], n.get('name', ''), *[v if isinstance(v, str) else v.get('text', '') for v in n.get('variants', [])]]))
        for piece in q['pieces']:
            total += 1
            hit = next((g for g in got if not g[2] and g[0].startswith(fold(piece['opening']))), None)
            if not hit:
                if show: print('MISSED', name, q['passage'], piece['opening'])
                continue
            found += 1
            hit[2] = True
            speakers += 1
            if set(fold(hit[1]).split()) & set(known.replace('-', ' ').split()): right += 1
            elif show: print('SPEAKER', name, q['passage'], q['speaker'], '<>', hit[1], '|', piece['opening'])
    for g in got:
        if g[3]['value']['form'] == 'title': continue
        proposed += 1
        if g[2]: good += 1
        elif show: print('EXTRA', name, g[0][:60], '|', g[1])
print('five texts: pieces found %d of %d = %.3f, precision %d of %d = %.3f, speaker right %d of %d' % (found, total, found / total, good, proposed, good / proposed, right, speakers))
