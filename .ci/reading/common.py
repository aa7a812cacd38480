"""What all measurements of reading share: where the sets are, and the reader."""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Folder of the sets, as .ci/measure-reading describes it.
SETS = os.environ.get('PARALLAX_SETS', 'sets')
# Folder of the five texts of the built-in corpus, as text files.
SOURCES = os.environ.get('PARALLAX_SOURCES', os.path.join(HERE, '../../../shared/sources'))
# The built-in corpus.
DATA = os.path.join(HERE, '../../data')
# A part of PolNeAR other than the one for development.
PART = os.environ.get('PARALLAX_PART')
READER = os.environ.get('PARALLAX_READ', os.path.join(HERE, '../../target/release/parallax') + ' read').split()
# Whether to print what was wrong. It holds the texts of others: never keep it.
show = '--show' in sys.argv


def run(items):
    """What the rules read in texts: one reading for each object of text, published, titled."""
    lines = ''.join(json.dumps(item) + '\n' for item in items)
    done = subprocess.run(READER, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def table(rules):
    """Prints how often each rule was right: counters of True and False by "rule grade"."""
    for rule, c in sorted(rules.items()):
        print('    %-36s %4d right %.3f' % (rule, sum(c.values()), c[True] / sum(c.values())))
