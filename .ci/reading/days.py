"""Measures the day of the incident: MUC (development part) and the Gun Violence texts (even ids).

MUC: texts whose first template has one exact day. Right if it is that day; `any` if it is the day of any template.
"""
import collections, datetime, os, re
import gva, muc
from common import SETS, run, show, table
MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split()
def exact(s):
    m = re.fullmatch(r'\(?(\d\d) ([A-Z]{3}) (\d\d)\)?', (s or '').strip())
    try: return datetime.date(1900 + int(m[3]), MONTHS.index(m[2]) + 1, int(m[1])).isoformat()
    except (TypeError, ValueError): return None
folder = SETS + '/muc/dev'
if not os.path.isdir(folder): print('SKIPPED: MUC is not at', folder)
else:
    texts, keys = muc.texts(folder), muc.keys(folder)
    names = [n for n in texts if keys.get(n)]
    t, rules = collections.Counter(), collections.defaultdict(collections.Counter)
    for n, read in zip(names, run([{'text': texts[n]} for n in names])):
        want = exact(keys[n][0].get(2))
        if not want: continue
        t['all'] += 1
        if read['main']['day'] is None:
            if show: print('NONE', n, want, '|', texts[n][:300].replace('\n', ' '))
            continue
        m = read['dates'][read['main']['day'][0]]
        got = m['value']['first']
        t['given'] += 1; t['right'] += got == want
        t['any'] += got in [exact(k.get(2)) for k in keys[n]]
        t[read['main']['day'][1]] += 1; t[read['main']['day'][1] + ' right'] += got == want
        rules[m['rule'] + ' ' + read['main']['day'][1]][got == want] += 1
        if show and got != want:
            raw = texts[n].encode()
            print('WRONG', n, got, m['rule'], 'for', [exact(k.get(2)) or k.get(2) for k in keys[n]], keys[n][0].get(4), '|', raw[max(0, m['span']['start'] - 80):m['span']['end'] + 40].decode().replace('\n', ' '), '|| START', texts[n][:60].replace('\n', ' '))
    print('MUC dev: texts with one exact day %d: given %.3f, precision %.3f (any template %.3f), recall %.3f' % (t['all'], t['given'] / t['all'], t['right'] / t['given'], t['any'] / t['given'], t['right'] / t['all']))
    for g in ('plain', 'likely', 'guess'):
        if t[g]: print('    grade', g, t[g], 'right %.3f' % (t[g + ' right'] / t[g]))
    table(rules)
docs = gva.load(SETS)
if not docs: print('SKIPPED: the Gun Violence texts are not at', SETS)
else:
    t, rules = collections.Counter(), collections.defaultdict(collections.Counter)
    texts = [(a.get('title') or '') + '\n\n' + a['content'] for _, a in docs]
    for (row, a), text, read in zip(docs, texts, run([{'text': x, 'published': a.get('dct'), 'titled': True} for x, (_, a) in zip(texts, docs)])):
        if not a.get('dct'): continue
        t['all'] += 1
        if read['main']['day'] is None: continue
        m = read['dates'][read['main']['day'][0]]
        got, want = m['value']['first'], row['date']
        t['given'] += 1; t['right'] += got == want
        off = abs((datetime.date.fromisoformat(got) - datetime.date.fromisoformat(want)).days)
        t['one'] += off <= 1
        t[read['main']['day'][1]] += 1; t[read['main']['day'][1] + ' right'] += got == want
        rules[m['rule'] + ' ' + read['main']['day'][1]][got == want] += 1
        if show and got != want:
            raw = text.encode()
            print('GVA', got, m['rule'], m['grade'], 'for', want, 'published', a['dct'], '|', raw[max(0, m['span']['start'] - 80):m['span']['end'] + 40].decode(errors='replace').replace('\n', ' '))
    print('GVA even: articles %d: given %.3f, right %.3f, within one day %.3f, recall %.3f' % (t['all'], t['given'] / t['all'], t['right'] / t['given'], t['one'] / t['given'], t['right'] / t['all']))
    for g in ('plain', 'likely', 'guess'):
        if t[g]: print('    grade', g, t[g], 'right %.3f' % (t[g + ' right'] / t[g]))
    table(rules)
