"""ECB+: which articles tell of one incident, where each topic has a double of the same kind."""
import collections, glob, json, os, re, sys

from program import SETS, clusters, document, grades, line, mains

MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']


def day(text):
    """The day that the set prints for an article, or none."""
    m = re.match(r'([A-Z][a-z]{2})[a-z]*\.? (\d\d?), (\d{4})', text or '')
    if m and m.group(1).lower() in MONTHS:
        return '%s-%02d-%02d' % (m.group(3), MONTHS.index(m.group(1).lower()) + 1, int(m.group(2)))
    return None


articles, gold = [], {}
for path in sorted(glob.glob(SETS + '/ecb/*/*.json')):
    topic = os.path.basename(os.path.dirname(path))
    if re.match(r'(19|37)ecb', topic):
        continue
    found = json.load(open(path, encoding='utf-8'))
    # An id that does not tell the topic.
    name = 'e%05d' % (len(articles) * 7919 % 10007)
    articles.append({'id': name, 'title': found['title'], 'text': found['text'] or found['title'], 'date': day(found.get('date_publish'))})
    gold[name] = topic
if not articles:
    print('SKIPPED: ECB+ is not in', SETS)
    sys.exit(0)
made = document(articles)
main = mains(articles, made)
line('ECB+', clusters(main), gold)
grades(main, made, gold)
groups = []
topics = collections.defaultdict(list)
for article in articles:
    topics[gold[article['id']].split('ecb')[0]].append(article)
for some in topics.values():
    groups += clusters(mains(some, document(some)))
line('ECB+, each topic with its double as a folder', groups, gold)
