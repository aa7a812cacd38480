"""Measures dates on TimeBank and AQUAINT (TempEval-3's TBAQ-cleaned).

FOLDER holds `TimeBank` and `AQUAINT` (default: $PARALLAX_SETS/timebank/data/TBAQ-cleaned). Without it the script says so and
ends. Counted are the annotated dates and times whose value names a calendar date (at least a decade); times count as
their day, and `1949-XX` as 1949. The dateline's own date is left out. A date is found if words overlap. Proposals on durations, sets and "now" are not charged.
"""
import collections, datetime, glob, html, os, re, sys
from common import SETS, run, show
root = os.path.join(SETS, 'timebank/data/TBAQ-cleaned')
if not os.path.isdir(root + '/TimeBank'):
    print('SKIPPED: TimeBank is not at', root)
    sys.exit(0)

def load(path):
    s = open(path, encoding='utf-8', errors='replace').read()
    dct = re.search(r'<DCT>.*?value="(\d{4})-?(\d\d)?-?(\d\d)?', s, re.S)
    body = re.search(r'<TEXT>(.*?)</TEXT>', s, re.S).group(1)
    text, gold, open_ = '', [], []
    for part in re.split(r'(<[^>]+>)', body):
        if part.startswith('<TIMEX3'):
            at = dict(re.findall(r'(\w+)="([^"]*)"', part))
            open_.append((len(text.encode()), at))
        elif part.startswith('</TIMEX3'):
            start, at = open_.pop()
            gold.append((start, len(text.encode()), at['type'], at['value']))
        elif part.startswith('<'):
            continue
        else:
            text += html.unescape(part)
    day = '%s-%s-%s' % dct.groups() if dct and all(dct.groups()) else None
    return text, day, gold

def timex(m):
    v = m['value']
    first = datetime.date.fromisoformat(v['first'])
    g = v['grain']
    y = '%04d' % first.year
    if g == 'day' or g == 'range': return v['first']
    if g == 'week': i = first.isocalendar(); return '%04d-W%02d' % (i[0], i[1])
    if g == 'weekend': i = first.isocalendar(); return '%04d-W%02d-WE' % (i[0], i[1])
    if g == 'month': return v['edtf']
    if g == 'quarter': return y + '-Q%d' % (int(v['edtf'][5:]) - 32)
    if g == 'half': return y + '-H%d' % (int(v['edtf'][5:]) - 39)
    if g == 'season': return y + '-' + {'21': 'SP', '22': 'SU', '23': 'FA', '24': 'WI'}[v['edtf'][5:]]
    if g == 'year': return v['edtf']
    if g == 'decade': return v['edtf'][:3]
    if g == 'century': return v['edtf'][:2]

for name in ('TimeBank', 'AQUAINT'):
    paths = sorted(p for p in glob.glob('%s/%s/*.tml' % (root, name)) if not os.path.basename(p).startswith('._'))
    docs = [load(p) for p in paths]
    out = run({'text': t, 'published': d} for t, d, _ in docs)
    t = collections.Counter()
    rules = collections.defaultdict(collections.Counter)
    for path, (text, day, gold), line in zip(paths, docs, out):
        raw = text.encode()
        got = [m for m in line['dates'] if m['rule'] != 'date.dateline']
        want = [g for g in gold if g[2] in ('DATE', 'TIME') and re.match(r'\d{3}', g[3])]
        other = [g for g in gold if g not in want]
        used = set()
        for a, e, kind, value in want:
            t['gold'] += 1
            value = re.sub(r'(-XX)+$', '', value.split('T')[0])
            hits = [i for i, m in enumerate(got) if m['span']['start'] < e and a < m['span']['end']]
            if not hits:
                if show: print('MISSED', name, value, '|', raw[max(0, a - 60):e + 30].decode(errors='replace').replace('\n', ' '), '| day', day)
                continue
            t['found'] += 1
            used.update(hits)
            m = got[hits[0]]
            # Of a range the set annotates each end by itself.
            ok = timex(m) == value or m['value']['grain'] == 'range' and value in m['value']['edtf'].split('/')
            t['right'] += ok
            rules[m['rule'] + ' ' + m['grade']][ok] += 1
            if m['value']['grain'] == 'day':
                t['days'] += 1
                t['days right'] += ok
            if not ok and show:
                print('VALUE', m['rule'], timex(m), '<>', value, '|', raw[max(0, a - 60):e + 40].decode(errors='replace').replace('\n', ' '), '| day', day)
        for i, m in enumerate(got):
            a, e = m['span']['start'], m['span']['end']
            if i in used: t['proposed'] += 1
            elif any(g[0] < e and a < g[1] for g in other): t['on others'] += 1
            else:
                t['proposed'] += 1
                rules[m['rule'] + ' ' + m['grade']]['extra'] += 1
                if show: print('EXTRA', m['rule'], timex(m), '|', raw[max(0, a - 50):e + 40].decode(errors='replace').replace('\n', ' '))
    f = lambda p, r: 2 * p * r / (p + r)
    P, R = t['found'] / t['proposed'], t['found'] / t['gold']
    VP, VR = t['right'] / t['proposed'], t['right'] / t['gold']
    print('%s (%d texts, %d dates): relaxed P %.3f R %.3f F1 %.3f; value P %.3f R %.3f F1 %.3f; value right where found %.3f; a day right %.3f (%d); on durations and others %d' % (
        name, len(docs), t['gold'], P, R, f(P, R), VP, VR, f(VP, VR), t['right'] / t['found'], t['days right'] / t['days'], t['days'], t['on others']))
    for g in ('plain', 'likely', 'guess'):
        c = [sum(v[k] for r, v in rules.items() if r.endswith(' ' + g)) for k in (True, False, 'extra')]
        if sum(c): print('    grade %-22s %4d  value right %.3f of all proposed' % (g, sum(c), c[0] / sum(c)))
    for r, c in sorted(rules.items()):
        n = c[True] + c[False]
        print('    %-28s %4d  right %.3f  extra %d' % (r, n, c[True] / n if n else 0, c['extra']))
