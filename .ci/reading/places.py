"""Measures the place of the incident: Gun Violence texts (even ids) and MUC (development part).

Right is a place whose name the registry has as the city, and for MUC one that a template names: town, province or country.
"""
import collections, os, re, unicodedata
import gva, muc
from common import SETS, run, show, table
def fold(s):
    s = ''.join(c for c in unicodedata.normalize('NFD', s) if not unicodedata.combining(c))
    return re.sub(r'^(st|saint) ', 'saint ', re.sub(r'[^a-z0-9]+', ' ', s.lower()).strip())
docs = gva.load(SETS)
if not docs: print('SKIPPED: the Gun Violence texts are not at', SETS)
else:
    texts = [(a.get('title') or '') + '\n\n' + a['content'] for _, a in docs]
    out = run([{'text': t, 'published': a.get('dct'), 'titled': True} for t, (_, a) in zip(texts, docs)])
    t, rules = collections.Counter(), collections.defaultdict(collections.Counter)
    for (row, a), text, read in zip(docs, texts, out):
        # "Hollywood (Cooper City)": the registry names both.
        cities = [re.sub(r' (county|parish|township|borough)$', '', fold(c)) for c in re.split(r'[()]', row['city_or_county']) if c.strip() and c.strip() != 'county']
        city = cities[0]
        t['all'] += 1
        inside = city in fold(text[:1100])
        t['named'] += inside
        said = {fold(m['value']['place']['name']) for m in read['places']} | {fold(text.encode()[m['span']['start']:m['span']['end']].decode(errors='replace')) for m in read['places']}
        said |= {re.sub(r' (county|co|parish|township|borough|city)$', '', n) for n in said}
        t['any'] += any(c in said for c in cities)
        if read['main']['place'] is None: continue
        m = read['places'][read['main']['place'][0]]
        raw = text.encode()
        words = fold(raw[m['span']['start']:m['span']['end']].decode(errors='replace'))
        names = {fold(m['value']['place']['name']), words}
        names |= {re.sub(r' (county|co|parish|township|borough)$', '', n) for n in names}
        state = fold(row['state'])
        town = m['value']['place']['kind'] == 'town'
        t['given'] += 1
        t['town given'] += town
        ok = any(c == n or re.sub(r' city$', '', c) == n for n in names for c in cities)
        t['right'] += ok
        t['town right'] += ok and town
        t['region right'] += not town and state in names
        t[read['main']['place'][1]] += 1; t[read['main']['place'][1] + ' right'] += ok
        t[read['main']['place'][1] + ' town'] += town
        rules[m['rule'] + ' ' + read['main']['place'][1]][ok] += 1
        if show and not ok: print('GVA', row['city_or_county'], '|', row['state'], '<>', words, m['value']['place']['kind'], m['rule'], read['main']['place'][1], '| named' if inside else '| not named', '|', text[:100].replace('\n', ' '))
    print('GVA even: articles %d; the registry\'s city named early %.3f, among the places found %.3f; place given %.3f, right %.3f; a town given %.3f, right %.3f; the state given and right %.3f; recall %.3f' % (t['all'], t['named'] / t['all'], t['any'] / t['all'], t['given'] / t['all'], t['right'] / t['given'], t['town given'] / t['all'], t['town right'] / t['town given'], t['region right'] / (t['given'] - t['town given']), t['right'] / t['all']))
    for g in ('plain', 'likely', 'guess'):
        if t[g]: print('    grade', g, t[g], 'towns', t[g + ' town'], 'right', round(t[g + ' right'] / max(1, t[g + ' town']), 3))
    table(rules)
folder = SETS + '/muc/dev'
if not os.path.isdir(folder): print('SKIPPED: MUC is not at', folder)
else:
    CODES = {'SV': 'el salvador', 'PE': 'peru', 'CO': 'colombia', 'GT': 'guatemala', 'CL': 'chile', 'BO': 'bolivia', 'HN': 'honduras', 'AR': 'argentina', 'EC': 'ecuador', 'PA': 'panama', 'NI': 'nicaragua', 'VE': 'venezuela', 'BR': 'brazil', 'MX': 'mexico', 'ES': 'spain', 'US': 'united states'}
    texts, keys = muc.texts(folder), muc.keys(folder)
    names = [n for n in texts if keys.get(n)]
    out = run([{'text': texts[n]} for n in names])
    t, rules = collections.Counter(), collections.defaultdict(collections.Counter)
    for n, read in zip(names, out):
        def parts(k):
            return [fold(re.sub(r'\(.*?\)', '', p)) for p in re.split(r'[:\n]| - |/', k.get(3, '')) if p.strip()]
        first, all_ = parts(keys[n][0]), [p for k in keys[n] for p in parts(k)]
        if not first or first == ['']: continue
        t['all'] += 1
        if read['main']['place'] is None:
            continue
        m = read['places'][read['main']['place'][0]]
        raw = texts[n].encode()
        got = {fold(raw[m['span']['start']:m['span']['end']].decode()), fold(m['value']['place']['name'])}
        t['given'] += 1
        country = CODES.get(m['value']['place']['country'])
        t['country'] += country in all_
        if len(set(first)) == 1 and country: got.add(country)
        ok = bool(got & set(first)); t['first'] += ok
        t['any'] += bool(got & set(all_))
        rules[m['rule'] + ' ' + read['main']['place'][1]][bool(got & set(all_))] += 1
        town = m['value']['place']['kind'] == 'town'
        t['town'] += town; t['town any'] += town and bool(got & set(all_))
        if show and not got & set(all_): print('MUC', n, first, '<>', got, m['rule'], m['grade'])
    print('MUC dev: texts %d; place given %.3f; in the first template\'s location %.3f, in any %.3f; where a town is given (%.3f) in any %.3f; the country right %.3f' % (t['all'], t['given'] / t['all'], t['first'] / t['given'], t['any'] / t['given'], t['town'] / t['all'], t['town any'] / t['town'], t['country'] / t['given']))
    table(rules)
