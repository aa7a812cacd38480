"""Measures figures of dead and injured per article on the Gun Violence texts (incidents with an even id only).

SETS holds `gva` (the texts) and `gvd` (the registry); without them the script says so and ends. The article's main figure of
killed and of injured is compared with the registry's final one: a lower bound, as early articles truly say something else.
"""
import collections, sys
import gva
from common import SETS, run, show
docs = gva.load(SETS)
if not docs:
    print('SKIPPED: the Gun Violence texts are not at', SETS)
    sys.exit(0)
out = run({'text': (a.get('title') or '') + '\n\n' + a['content'], 'published': a.get('dct'), 'titled': True} for _, a in docs)
t = collections.Counter()
rules = collections.defaultdict(collections.Counter)
by = collections.defaultdict(lambda: collections.defaultdict(list))
for (row, a), line in zip(docs, out):
    read = line
    raw = ((a.get('title') or '') + '\n\n' + a['content']).encode()
    for harm, column in (('killed', 'n_killed'), ('injured', 'n_injured')):
        want = int(row[column])
        main = read['main'][harm]
        m = read['figures'][main] if main is not None else None
        got = m['value']['min'] if m else None
        if harm == 'injured': got = read['main']['injured_number']
        for bar in (1, 2):
            if want < bar: continue
            k = '%s>=%d' % (harm, bar)
            t[k] += 1
            if got is None: continue
            t[k + ' given'] += 1
            t[k + ' right'] += got == want
            t[k + ' one'] += abs(got - want) <= 1
        if got is not None:
            by[row['incident_id']][harm].append((got, want))
            rules[harm + ' ' + (m['rule'] + ' ' + m['grade'] if m else 'struck less dead')][got == want] += 1
            if want == 0: t[harm + ' zero given'] += 1
        if show and got != want and not (got is None and want == 0):
            span = raw[m['span']['start']:m['span']['end']].decode(errors='replace') if m else ''
            print('##', harm, 'got', got, 'want', want, '|', m['rule'] if m else '-', '|', span.replace('\n', ' ')[:80], '| TITLE', (a.get('title') or '')[:90])
            if not m: print('     ', a['content'][:500].replace('\n', ' '))
for harm in ('killed', 'injured'):
    for bar in (1, 2):
        k = '%s>=%d' % (harm, bar)
        print('GVA even, %-11s articles %4d: given %.3f, right where given %.3f, within one %.3f, recall %.3f' % (
            k, t[k], t[k + ' given'] / t[k], t[k + ' right'] / t[k + ' given'], t[k + ' one'] / t[k + ' given'], t[k + ' right'] / t[k]))
    n = one = right = have = 0
    for rows in by.values():
        if rows[harm]:
            value, _ = collections.Counter(g for g, _ in rows[harm]).most_common(1)[0]
            want = rows[harm][0][1]
            if want:
                n += 1; right += value == want; one += abs(value - want) <= 1
    incidents = len({r['incident_id'] for r, _ in docs if int(r['n_' + harm])})
    print('   incidents with some %s: value of most of its articles given %.3f, right %.3f, within one %.3f' % (harm, n / incidents, right / n, one / n))
for g in ('plain', 'likely', 'guess'):
    c = [sum(v[k] for r, v in rules.items() if r.endswith(' ' + g)) for k in (True, False)]
    if sum(c): print('    grade %-30s %4d right %.3f' % (g, sum(c), c[0] / sum(c)))
for r, c in sorted(rules.items()):
    print('    %-36s %4d right %.3f' % (r, sum(c.values()), c[True] / sum(c.values())))
