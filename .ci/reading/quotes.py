"""Measures quotations and their speakers on PolNeAR.

FOLDER holds `text` and `attributions` of one part (default: $PARALLAX_SETS/polnear/data/dev). The set is not part of the
project; without it the script says so and ends. A quotation is a stretch of five words or more between quotation marks
inside an annotated content. It is found if a proposed piece of five words or more covers four fifths of it; a proposed
piece is right if at least half of it lies inside an annotated content. A speaker is right if it shares a word with the
annotated source. Offsets of the set are in characters.
"""
import collections, glob, os, re, sys
from common import PART, SETS, run, show

folder = os.path.join(SETS, 'polnear/data', PART or 'dev')
if not os.path.isdir(os.path.join(folder, 'text')):
    print('SKIPPED: PolNeAR is not at', folder)
    sys.exit(0)

texts = {}
for path in sorted(glob.glob(folder + '/text/*.txt')):
    texts[os.path.basename(path)[:-4]] = open(path, encoding='utf-8', newline='').read()

def spans(s):
    return [tuple(map(int, part.split())) for part in s.split(';')]

gold = collections.defaultdict(list)  # text -> [(contents, sources)]
for path in sorted(glob.glob(folder + '/attributions/*.ann')):
    name = os.path.basename(path)[:-4].rsplit('_', 1)[0]
    if name not in texts:
        continue
    things, relations = {}, []
    for line in open(path, encoding='utf-8'):
        cells = line.rstrip('\n').split('\t')
        if cells[0].startswith('T') and len(cells) > 1:
            kind, _, where = cells[1].partition(' ')
            things[cells[0]] = (kind, spans(where))
        elif cells[0].startswith('E'):
            relations.append([p.split(':') for p in cells[1].split()])
    one = []
    for parts in relations:
        contents = [s for role, t in parts if role.rstrip('0123456789') == 'Content' and t in things for s in things[t][1]]
        sources = [s for role, t in parts if role.rstrip('0123456789') == 'Source' and t in things for s in things[t][1]]
        one.append((contents, sources))
    gold[name].append(one)

names = [n for n in texts if n in gold]
out = run({'text': texts[n]} for n in names)

QUOTED = re.compile(r'[“"”]([^“”"]+)[”"“]')
def words(s):
    return [w for w in s.split() if re.search(r'\w', w)]

def content(s):
    stop = set('the a an of for and in on to at his her their its is was has'.split())
    return {w for w in re.findall(r"\w+", s.lower()) if w not in stop}

tally = collections.Counter()
bad = []
for name, line in zip(names, out):
    text = texts[name]
    raw = text.encode()
    at = {}
    b = 0
    for i, c in enumerate(text):
        at[b] = i
        b += len(c.encode())
    at[b] = len(text)
    pieces = []
    for q in line['quotes']:
        if q['value']['form'] in ('title',):
            continue
        sp = q['value']['speaker']
        who = raw[sp['mention']['start']:sp['mention']['end']].decode() if sp else None
        full = raw[sp['name']['start']:sp['name']['end']].decode() if sp and sp['name'] else None
        for p in q['value']['pieces']:
            a, e = at[p['start']], at[p['end']]
            if len(words(text[a:e])) >= 5:
                pieces.append((a, e, who, full, q['rule'], q['grade']))
    annotations = gold[name][0] if len(gold[name]) == 1 else [r for one in gold[name] for r in one]
    # Gold: quoted stretches inside contents.
    spans_gold = []
    for m in QUOTED.finditer(text):
        a, e = m.span(1)
        if '\n' in text[a:e] or len(words(text[a:e])) < 5:
            continue
        best = [(c, s) for c, s in annotations if sum(max(0, min(e, y) - max(a, x)) for x, y in c) >= 0.8 * (e - a)]
        if best:
            spans_gold.append((a, e, [x for _, s in best for x in s]))
    for a, e, sources in spans_gold:
        tally['gold'] += 1
        hit = [p for p in pieces if min(e, p[1]) - max(a, p[0]) >= 0.8 * (e - a)]
        if not hit:
            bad.append(('MISSED', name, text[max(0, a - 120):e + 120]))
            continue
        tally['found'] += 1
        source = ' '.join(text[x:y] for x, y in sources)
        if not sources:
            tally['nosource'] += 1
            continue
        tally['with source'] += 1
        who, full_ = hit[0][2], hit[0][3]
        tally['rule ' + hit[0][4] + ' ' + hit[0][5]] += 1
        tally['grade ' + hit[0][5]] += 1
        if who is None:
            tally['no speaker'] += 1
            bad.append(('NOSPEAKER [%s]' % source, name, text[max(0, a - 300):e + 150]))
            continue
        tally['speaker given'] += 1
        ok = content(who) & content(source) or who.lower() in source.lower().split()
        if not ok and hit[0][3] and content(hit[0][3]) & content(source):
            ok = True
            tally['right by name only'] += 1
        if not ok and content(who) & content(source): ok = True
        if ok:
            tally['right'] += 1
            tally['right ' + hit[0][4] + ' ' + hit[0][5]] += 1
            tally['right ' + hit[0][5]] += 1
        else:
            bad.append(('WRONG [%s = %s] for [%s] %s' % (who, full_, source, hit[0][4]), name, text[max(0, a - 300):e + 150]))
    for a, e, who, full, rule, grade in pieces:
        tally['proposed'] += 1
        inside = max((sum(max(0, min(e, y) - max(a, x)) for x, y in c) for c, s in annotations), default=0)
        if inside * 2 >= e - a:
            tally['proposed right'] += 1
        else:
            tally['bad ' + rule] += 1
            bad.append(('FALSE ' + rule, name, text[max(0, a - 150):e + 100]))
if show:
    for kind, name, words_ in bad:
        print('##', kind, '|', name, '\n   ', words_.replace('\n', ' ⏎ '))
t = tally
print('PolNeAR %s: %d texts' % (folder.rstrip('/').split('/')[-1], len(names)))
print('  found %d of %d = %.3f' % (t['found'], t['gold'], t['found'] / t['gold']))
print('  precision %d of %d = %.3f' % (t['proposed right'], t['proposed'], t['proposed right'] / t['proposed']))
print('  speaker right %d of %d found with a source = %.3f (given %d; right where given %.3f; right by led-back name %d)' % (
    t['right'], t['with source'], t['right'] / t['with source'], t['speaker given'], t['right'] / t['speaker given'], t['right by name only']))
for g in ('plain', 'likely', 'guess'):
    if t['grade ' + g]: print('    grade %-20s %4d  speaker right %.3f' % (g, t['grade ' + g], t['right ' + g] / t['grade ' + g]))
for k in sorted(t):
    if k.startswith('rule '):
        r = k[5:]
        print('    %-26s %4d  right %.3f' % (r, t[k], t['right ' + r] / t[k]))
for k in sorted(t):
    if k.startswith('bad '):
        print('    false', k[4:], t[k])
