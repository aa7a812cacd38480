"""Reads the MUC-3/4 texts and keys of the development part for the measuring scripts."""
import glob, re

def texts(folder):
    """Message id -> text, as printed, in the order of the files."""
    found = {}
    for path in sorted(glob.glob(folder + '/dev-muc3-*')):
        for part in re.split(r'^(?=DEV-MUC3-\d{4})', open(path, encoding='latin-1').read(), flags=re.M):
            m = re.match(r'(DEV-MUC3-\d{4})[^\n]*\n(.*)', part, re.S)
            if m:
                found[m.group(1)] = m.group(2).strip('\n')
    return found

def keys(folder):
    """Message id -> templates, each a dictionary from slot number to text."""
    found = {}
    for path in sorted(glob.glob(folder + '/key-dev-*')):
        template, slot = None, None
        for line in open(path, encoding='latin-1'):
            m = re.match(r'(\d+)\.\s+([A-Z: -]+?)\s{2,}(.*)', line.rstrip('\n'))
            if m:
                slot = int(m.group(1))
                if slot == 0:
                    template = {}
                    found.setdefault(m.group(3).split()[0], []).append(template)
                if template is not None:
                    template[slot] = m.group(3).strip()
            elif line.startswith(' ') and template is not None and slot is not None:
                template[slot] += '\n' + line.strip()
            elif not line.strip():
                slot = None
    return {k: [t for t in v if t.get(1, '*') != '*'] for k, v in found.items()}
