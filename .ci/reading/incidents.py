"""Measures method and status of incidents on MUC (development part).

The method: whether some words of an incident in the text have the type of the first template (ATTACK takes killing, shooting,
ambush and the like), and whether the first ones have. The status: for templates whose stage is ATTEMPTED or THREATENED,
whether some words say so; for texts with only ACCOMPLISHED ones, whether most words do.
"""
import collections, os, sys
import muc
from common import SETS, run
folder = SETS + '/muc/dev'
if not os.path.isdir(folder):
    print('SKIPPED: MUC is not at', folder)
    sys.exit(0)
TYPES = {'BOMBING': {'bombing', 'car bombing', 'suicide bombing'}, 'KIDNAPPING': {'kidnapping'}, 'ARSON': {'arson'}, 'HIJACKING': {'hijacking'},
         'ATTACK': {'attack', 'killing', 'shooting', 'assassination', 'ambush', 'clash', 'shelling', 'stabbing', 'air strike', 'raid', 'bombing'}}
texts, keys = muc.texts(folder), muc.keys(folder)
names = [n for n in texts if keys.get(n)]
out = run({'text': texts[n]} for n in names)
t = collections.Counter()
for n, line in zip(names, out):
    found = line['incidents']
    kind, stages = keys[n][0].get(4, '').strip(), [k.get(5, '') for k in keys[n]]
    if kind in TYPES:
        t[kind] += 1
        methods = [m['value']['method'] for m in found]
        t[kind + ' some'] += any(m in TYPES[kind] for m in methods)
        t[kind + ' first'] += bool(methods) and methods[0] in TYPES[kind]
    status = [m['value']['status'] for m in found]
    if all(s == 'ACCOMPLISHED' for s in stages):
        t['done'] += 1
        t['done right'] += status.count('carried out') + status.count('claimed') + status.count('alleged') > len(status) / 2
    for stage, words in (('ATTEMPTED', {'foiled'}), ('THREATENED', {'threatened', 'warned'})):
        if stage in stages:
            t[stage] += 1
            t[stage + ' said'] += any(s in words for s in status)
        else:
            t['not ' + stage] += 1
            t['not ' + stage + ' said'] += any(s in words for s in status)
for k in TYPES:
    if t[k]: print('MUC dev %-10s texts %3d: some words have the method %.3f, the first have it %.3f' % (k, t[k], t[k + ' some'] / t[k], t[k + ' first'] / t[k]))
print('MUC dev: only accomplished incidents %d: most words say carried out %.3f' % (t['done'], t['done right'] / t['done']))
for stage in ('ATTEMPTED', 'THREATENED'):
    print('MUC dev: %s in %d texts, said by some words in %.3f; said in %.3f of the texts without' % (stage, t[stage], t[stage + ' said'] / t[stage], t['not ' + stage + ' said'] / t['not ' + stage]))
