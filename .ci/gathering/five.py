"""The five texts of the built-in corpus as raw files, against the corpus: incidents with a day or month, and echoes.

Counted are curated incidents whose date is a day or month that an account of theirs gives. One is found if a draft has that day
or month (the finer or coarser of the two counts apart) and an account in a passage with words that a curated claim on it quotes.
"""
import glob, os, re, shutil, subprocess, sys, tempfile, tomllib
import json

from program import HERE, PARALLAX, SOURCES, show

DATA = os.path.join(HERE, '../../data')
ORDER = ['scmp-republished', 'scmp', 'region-plus', 'limited-times', 'jamestown']
files = sorted(glob.glob(SOURCES + '/*.txt'))
if len(files) != 5:
    print('SKIPPED: the five texts are not in', SOURCES)
    sys.exit(0)
with tempfile.TemporaryDirectory() as folder:
    for path, name in zip(files, ORDER):
        published = re.search(r'published = "(\d{4}-\d\d-\d\d)', open(DATA + '/articles/%s.md' % name).read())
        with open(os.path.join(folder, name + '.txt'), 'w', encoding='utf-8') as f:
            text = open(path, encoding='utf-8').read()
            title, _, rest = text.strip().partition('\n')
            f.write('Title: %s\n' % title.strip())
            f.write('Date: %s\n' % published.group(1) if published else '')
            f.write('Language: en\n\n' + rest.strip() + '\n')
    made = json.loads(subprocess.run([PARALLAX, 'export', '--format', 'json', folder], capture_output=True, check=True).stdout)
texts = {(a['id'], p['n']): re.sub(r'\s+', ' ', p['text'] or '') for a in made['articles'] for p in a['passages']}
n = found = exact = 0
for path in sorted(glob.glob(DATA + '/incidents/*.toml')):
    curated = tomllib.load(open(path, 'rb'))
    date = str(curated.get('date', ''))
    if not re.fullmatch(r'\d{4}-(0\d|1[0-2])(-\d\d)?', date):
        continue
    accounts = [(a, c) for a in curated.get('account', []) for c in a.get('claims', [])]
    own = [c for _, c in accounts if c['facet'] == 'date' and c.get('day') != 'reported']
    if not any(str(c.get('value', ''))[:7] == date[:7] for c in own):
        continue
    n += 1
    words = [(a['article'], re.sub(r'\s+', ' ', c['words'])) for a, c in accounts if c.get('words')]
    best = 0
    for draft in made['incidents']:
        day = draft['date'] or ''
        near = day[:7] == date[:7] and re.fullmatch(r'\d{4}-(0\d|1[0-2])(-\d\d)?', day) and (len(date) == 7 or len(day) == 7)
        if day != date and not near:
            continue
        told = [(a['article'], texts.get((a['article'], a['passage']), '')) for a in draft['accounts']]
        if any(article == there and w in text for article, w in words for there, text in told):
            best = max(best, 2 if day == date else 1)
    found += best > 0
    exact += best == 2
    if show and not best:
        print('-', os.path.basename(path)[:-5], date)
print('five texts: curated incidents with a day or month %d: found %.3f, the same EDTF %.3f' % (n, found / n, exact / n))
origins = {a['id']: a['draft_origin'] for a in made['articles'] if a.get('draft_origin')}
print('    drafts %d; suggested origins %s' % (len(made['incidents']), {k: v.get('origin') if isinstance(v, dict) else v for k, v in origins.items()}))
print('    claims weighed in a verdict %d' % sum(c['weighed'] for i in made['incidents'] for a in i['accounts'] for c in a['claims']))
