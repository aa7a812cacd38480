"""Writes the texts that echoes are measured on, one JSON object a line, into the folder given.

Reads sets as `.ci/measure-echoes` describes them. The gun violence articles are Python pickles, which are
read opcode by opcode and never unpickled.
"""
import glob, json, os, re, sys, urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../reading'))
from gva import read_pickle

SETS = os.environ.get('PARALLAX_SETS', '')
SOURCES = os.environ.get('PARALLAX_SOURCES', '')
out = sys.argv[1]

def passages(text):
    return [line.strip() for line in text.split('\n') if line.strip()]

def write(name, rows):
    with open(os.path.join(out, name + '.jsonl'), 'w', encoding='utf-8') as f:
        for row in rows:
            f.write(json.dumps(row) + '\n')

def plain(paths):
    for path in sorted(paths):
        yield {'group': path, 'passages': passages(open(path, encoding='utf-8').read())}

def outlet(uri):
    """The host of the page that an archive keeps."""
    host = urllib.parse.urlsplit(re.sub(r'^https?://web\.archive\.org/web/[^/]*/', '', uri or '')).netloc.lower()
    return re.sub(r'^www\.|:80$', '', host) or None

def gun_violence(base):
    for folder in sorted(os.listdir(base)):
        if folder.isdigit() and int(folder) % 2 == 0:
            for path in sorted(glob.glob(os.path.join(base, folder, '*.json'))):
                article = read_pickle(path)
                if article.get('content'):
                    yield {'group': folder, 'passages': passages(article['content']), 'published': article.get('dct'),
                           'publisher': outlet(article.get('uri')), 'page': article.get('id'),
                           'title': article.get('title')}

polnear = os.path.join(SETS, 'polnear/data/dev/text')
gva = os.path.join(SETS, 'gva/EventRegistries/GunViolenceArchive/the_violent_corpus')
five = glob.glob(os.path.join(SOURCES, '*.txt')) if SOURCES else []
for name, there, rows in (('polnear', os.path.isdir(polnear), lambda: plain(glob.glob(polnear + '/*.txt'))),
                          ('gva', os.path.isdir(gva), lambda: gun_violence(gva)),
                          ('five', len(five) == 5, lambda: plain(five))):
    if there:
        write(name, rows())
    else:
        print('SKIPPED:', name, 'is not there')
