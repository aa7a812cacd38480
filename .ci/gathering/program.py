"""What all measurements of gathering share: the program, and the scores of groups."""
import collections, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# Folder of the sets, as .ci/measure-gathering describes it.
SETS = os.environ.get('PARALLAX_SETS', 'sets')
SOURCES = os.environ.get('PARALLAX_SOURCES', os.path.join(HERE, '../../../shared/sources'))
PARALLAX = os.environ.get('PARALLAX', os.path.join(HERE, '../../target/release/parallax'))
# Whether to print what was wrong. It holds titles of others: never keep it.
show = '--show' in sys.argv


def document(articles):
    """The JSON document that the program makes of articles: objects of id, title, text, date."""
    with tempfile.TemporaryDirectory() as folder:
        # A file each, so that the ids of articles are those of the set.
        for article in articles:
            with open(os.path.join(folder, article['id'] + '.jsonl'), 'w', encoding='utf-8') as f:
                line = {k: article[k] for k in ('title', 'text', 'date') if article.get(k)}
                f.write(json.dumps({'language': 'en', **line}) + '\n')
        out = subprocess.run([PARALLAX, 'export', '--format', 'json', folder], capture_output=True, check=True)
        return json.loads(out.stdout)


def mains(articles, made):
    """The incident that each article is mainly about, by the article's id."""
    main = {a['id']: a['main'] for a in made['articles']}
    return {a['id']: main.get(a['id']) for a in articles}


def clusters(main):
    """Sets of article ids: those of each main incident, and those without one alone."""
    found = collections.defaultdict(list)
    for article, incident in main.items():
        found[incident or ('none', article)].append(article)
    return list(found.values())


def scores(groups, gold):
    """B3 precision, recall, F; precision and recall of pairs."""
    n = sum(map(len, groups))
    size = collections.Counter(gold[x] for c in groups for x in c)
    p = r = both = mine = 0
    for c in groups:
        for g, m in collections.Counter(gold[x] for x in c).items():
            p += m * m / len(c)
            r += m * m / size[g]
            both += m * (m - 1) // 2
        mine += len(c) * (len(c) - 1) // 2
    theirs = sum(s * (s - 1) // 2 for s in size.values())
    p, r = p / n, r / n
    return p, r, 2 * p * r / (p + r), both / max(mine, 1), both / max(theirs, 1)


def line(name, groups, gold):
    """Prints the scores of groups."""
    known = {gold[x] for c in groups for x in c}
    print('%s: articles %d, incidents %d: B3 P %.3f R %.3f F %.3f; pairs P %.3f R %.3f' % (
        (name, sum(map(len, groups)), len(known)) + scores(groups, gold)))


def grades(main, made, gold):
    """Prints how often pairs of articles in drafts of each grade were right."""
    grade = {i['id']: i['grade'] for i in made['incidents']}
    all = collections.defaultdict(lambda: [0, 0, 0])
    of = collections.defaultdict(list)
    for article, incident in main.items():
        if incident:
            of[incident].append(gold[article])
    for incident, ids in of.items():
        if len(ids) > 1:
            row = all[grade[incident]]
            row[0] += 1
            row[1] += len(ids) * (len(ids) - 1) // 2
            row[2] += sum(m * (m - 1) // 2 for m in collections.Counter(ids).values())
    for word in ('plain', 'likely', 'guess'):
        drafts, pairs, right = all[word]
        if pairs:
            print('    grade %-7s drafts of several articles %4d, pairs %5d right %.3f' % (word, drafts, pairs, right / pairs))
