"""Articles on shootings: which of them tell of one incident, and how many were killed and injured in it, against the registry.

The articles are Python pickles, read opcode by opcode and never unpickled.
"""
import collections, csv, glob, os, random, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../reading'))
from gva import read_pickle
from program import SETS, clusters, document, grades, line, mains, show

rows = {}
for path in sorted(glob.glob(SETS + '/gvd/intermediate/stage2.*.csv')):
    for row in csv.DictReader(open(path, encoding='utf-8', newline='')):
        if row['incident_id'].isdigit() and int(row['incident_id']) % 2 == 0:
            rows[row['incident_id']] = row
articles, gold = [], {}
base = SETS + '/gva/EventRegistries/GunViolenceArchive/the_violent_corpus'
for folder in sorted(os.listdir(base) if os.path.isdir(base) else []):
    if folder not in rows:
        continue
    for path in sorted(glob.glob(base + '/' + folder + '/*.json')):
        try:
            found = read_pickle(path)
        except Exception:
            continue
        if found.get('content'):
            # An id that does not tell the incident.
            name = 'a' + os.path.basename(path)[:-5]
            while name in gold:
                name += 'x'
            articles.append({'id': name, 'title': found.get('title'), 'text': found['content'], 'date': found.get('dct')})
            gold[name] = folder
if not articles:
    print('SKIPPED: the gun violence articles are not in', SETS)
    sys.exit(0)


def is_weighed(claim):
    """Whether a draft is weighed against others in a draft verdict."""
    return claim.get('draft_weighed', not claim.get('hedge'))


def numbers(incident):
    """The number of killed and injured that most articles of a draft give in the claims that are weighed."""
    given = {'killed': collections.defaultdict(set), 'injured': collections.defaultdict(set)}
    for account in incident['accounts']:
        for claim in account['claims']:
            # What is printed, else what is worked out.
            number = next((claim[k] for k in ('figure', 'min', 'derived_min') if claim.get(k) is not None), None)
            if claim['facet'] in given and is_weighed(claim) and number is not None and claim.get('of') != 'attackers':
                given[claim['facet']][account['article']].add(number)
    result = {}
    for harm, by_article in given.items():
        count = collections.Counter(n for all in by_article.values() for n in all)
        result[harm] = min(count, key=lambda n: (-count[n], -n)) if count else None
    return result


def casualties(main, made):
    by_id = {i['id']: i for i in made['incidents']}
    of = collections.defaultdict(collections.Counter)
    for article, incident in main.items():
        if incident:
            of[gold[article]][incident] += 1
    for harm in ('killed', 'injured'):
        n = given = right = one = 0
        for folder in {gold[a] for a in main}:
            want = int(rows[folder]['n_' + harm])
            if want < 1:
                continue
            n += 1
            if not of[folder]:
                continue
            best = by_id[max(of[folder].items(), key=lambda x: (x[1], x[0]))[0]]
            got = numbers(best)[harm]
            if got is None:
                continue
            given += 1
            right += got == want
            one += abs(got - want) <= 1
            if show and abs(got - want) > 1:
                print('##', harm, folder, 'want', want, 'got', got, best['title'])
        print('    %-7s incidents %4d: given %.3f; right where given %.3f, within one %.3f' % (harm, n, given / n, right / given, one / given))


made = document(articles)
main = mains(articles, made)
line('gun violence', clusters(main), gold)
grades(main, made, gold)
casualties(main, made)
print('    drafts %d; articles without a main incident %d' % (len(made['incidents']), sum(m is None for m in main.values())))
# Small folders, as a reader has them.
random.seed(14)
by = collections.defaultdict(list)
for article in articles:
    by[gold[article['id']]].append(article)
several = sorted(k for k, v in by.items() if len(v) > 1)
groups, names = [], {}
for folder in range(30):
    some = [a for k in random.sample(several, 12) + random.sample(sorted(by), 8) for a in by[k]]
    some = list({a['id']: a for a in some}.values())
    for group in clusters(mains(some, document(some))):
        groups.append(['%d/%s' % (folder, x) for x in group])
    names.update({'%d/%s' % (folder, a['id']): '%d/%s' % (folder, gold[a['id']]) for a in some})
line('gun violence, 30 folders of 20 incidents', groups, names)
